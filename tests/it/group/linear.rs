//! The least and the most that a sum can be, given all that is known of its parts: linear programming by the simplex
//! method, in two phases with Bland's rule. Small and slow, and of one mind with no code of the program.

/// What is near enough to 0.
const NEAR: f64 = 1e-7;

/// Numbers that are at least 0, and what is known of sums of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    numbers: usize,
    /// How often each number counts, and what it adds up to.
    equations: Vec<(Vec<(usize, f64)>, f64)>,
}

impl Known {
    /// A new number; at least 0.
    pub(crate) fn number(&mut self) -> usize {
        self.numbers += 1;
        self.numbers - 1
    }

    /// A sum is known.
    pub(crate) fn equal(&mut self, sum: &[(usize, f64)], value: f64) {
        self.equations.push((sum.to_vec(), value));
    }

    /// A sum is known to be so much at least.
    pub(crate) fn at_least(&mut self, sum: &[(usize, f64)], value: f64) {
        let slack = self.number();
        let sum = [sum, &[(slack, -1.0)]].concat();
        self.equal(&sum, value);
    }

    /// A sum is known to be so much at most.
    pub(crate) fn at_most(&mut self, sum: &[(usize, f64)], value: f64) {
        let slack = self.number();
        let sum = [sum, &[(slack, 1.0)]].concat();
        self.equal(&sum, value);
    }

    /// Everything that fits with what is known.
    pub(crate) fn solve(&self) -> Solved {
        let (rows, columns) = (self.equations.len(), self.numbers + self.equations.len());
        let mut table = Solved { rows: Vec::new(), basis: Vec::new(), numbers: self.numbers };
        for (at, (sum, value)) in self.equations.iter().enumerate() {
            let sign = if *value < 0.0 { -1.0 } else { 1.0 };
            let mut row = vec![0.0; columns + 1];
            sum.iter().for_each(|(number, times)| row[*number] += sign * times);
            row[self.numbers + at] = 1.0;
            row[columns] = sign * value;
            table.rows.push(row);
            table.basis.push(self.numbers + at);
        }
        // The numbers that were added to begin with are driven out.
        let mut cost = vec![0.0; columns];
        cost[self.numbers..].fill(1.0);
        let left = table.minimum(&cost, columns);
        assert!(left < 1e-5, "nothing fits with what is known: {left}");
        for row in 0..rows {
            let column = (0..self.numbers).find(|column| table.rows[row][*column].abs() > NEAR);
            if let Some(column) = column.filter(|_| table.basis[row] >= self.numbers) {
                table.pivot(row, column);
            }
        }
        table
    }
}

/// A table of the simplex method at a corner of what fits.
#[derive(Debug, Clone)]
pub(crate) struct Solved {
    rows: Vec<Vec<f64>>,
    basis: Vec<usize>,
    numbers: usize,
}

impl Solved {
    /// The least and the most that a sum can be; at most `limit` is looked at.
    pub(crate) fn range(&mut self, sum: &[(usize, f64)]) -> [f64; 2] {
        [1.0, -1.0].map(|sign| {
            let mut cost = vec![0.0; self.numbers];
            sum.iter().for_each(|(number, times)| cost[*number] += sign * times);
            sign * self.minimum(&cost, self.numbers)
        })
    }

    /// The least that a sum can be, where only the first `columns` numbers may come in.
    fn minimum(&mut self, cost: &[f64], columns: usize) -> f64 {
        let of = |number: usize| cost.get(number).copied().unwrap_or(0.0);
        loop {
            let reduced = |column: usize| {
                let drop: f64 =
                    self.rows.iter().zip(&self.basis).map(|(row, one)| of(*one) * row[column]).sum();
                of(column) - drop
            };
            let Some(column) = (0..columns).find(|column| reduced(*column) < -NEAR) else {
                let last = |row: &Vec<f64>| row[row.len() - 1];
                return self.rows.iter().zip(&self.basis).map(|(row, one)| of(*one) * last(row)).sum();
            };
            let mut best: Option<(f64, usize, usize)> = None;
            for (at, row) in self.rows.iter().enumerate() {
                if row[column] > NEAR {
                    let step = row[row.len() - 1] / row[column];
                    let is_better = best.is_none_or(|(least, number, _)| {
                        step < least - NEAR || step < least + NEAR && self.basis[at] < number
                    });
                    if is_better {
                        best = Some((step, self.basis[at], at));
                    }
                }
            }
            match best {
                Some((_, _, row)) => self.pivot(row, column),
                None => return f64::NEG_INFINITY,
            }
        }
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let by = self.rows[row][column];
        self.rows[row].iter_mut().for_each(|cell| *cell /= by);
        let own = self.rows[row].clone();
        for (at, other) in self.rows.iter_mut().enumerate() {
            let times = other[column];
            if at != row && times != 0.0 {
                other.iter_mut().zip(&own).for_each(|(cell, own)| *cell -= times * own);
            }
        }
        self.basis[row] = column;
    }
}

#[test]
fn a_cell_alone_in_its_row_is_found_and_one_of_four_is_not() {
    let mut known = Known::default();
    let cells: Vec<usize> = (0..4).map(|_| known.number()).collect();
    let sum = |places: [usize; 2]| places.map(|place| (cells[place], 1.0));
    known.equal(&sum([0, 1]), 10.0);
    known.equal(&sum([2, 3]), 12.0);
    known.equal(&sum([0, 2]), 9.0);
    known.equal(&sum([1, 3]), 13.0);
    let found = |known: &Known, place: usize| {
        known.solve().range(&[(cells[place], 1.0)]).map(|end| format!("{end:.3}"))
    };
    assert_eq!(found(&known, 0), ["0.000", "9.000"]);
    assert_eq!(found(&known, 3), ["3.000", "12.000"]);
    known.at_most(&[(cells[0], 1.0)], 4.0);
    known.at_least(&[(cells[3], 1.0)], 5.0);
    assert_eq!(found(&known, 0), ["2.000", "4.000"]);
    known.equal(&[(cells[3], 1.0)], 6.0);
    assert_eq!(found(&known, 0), ["3.000", "3.000"]);
}
