//! What a path means: a module of ours, or something of another crate. Aliases, `super` and re-exports are followed
//! to where a thing really is.

use std::collections::BTreeSet;

use super::sources::{Import, MAIN, Modules, ROOT, Written};

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A module of ours.
    Ours(String),
    /// A path into another crate.
    Foreign(String),
}

/// A module that uses something, and where.
#[derive(Debug, Clone)]
pub(super) struct Use {
    pub(super) by: String,
    pub(super) file: String,
    pub(super) line: usize,
    /// As it is written.
    pub(super) written: String,
    pub(super) target: Target,
}

/// The modules and the crates that they can name.
pub(super) struct Names<'a> {
    pub(super) modules: &'a Modules,
    pub(super) crates: &'a BTreeSet<String>,
}

/// No chain of aliases and re-exports is longer.
const LONGEST: usize = 16;

impl Names<'_> {
    /// Every use in every module.
    pub(super) fn uses(&self) -> Vec<Use> {
        let mut uses = Vec::new();
        for (by, module) in self.modules {
            let imports = module.imports.iter().map(|import| (&import.path, import.name.is_none()));
            for (path, is_glob) in imports.chain(module.paths.iter().map(|path| (path, false))) {
                for target in self.targets(by, path) {
                    let target = match target {
                        Target::Foreign(path) if is_glob => Target::Foreign(path + "::*"),
                        target => target,
                    };
                    let (by, file) = (by.clone(), module.file.clone());
                    uses.push(Use { by, file, line: path.line, written: path.text(), target });
                }
            }
        }
        uses
    }

    /// What a path in a module leads to. Nothing for a type or a function of the module's own.
    fn targets(&self, module: &str, path: &Written) -> BTreeSet<Target> {
        let mut targets = BTreeSet::new();
        let segments: Vec<&str> = path.segments.iter().map(String::as_str).collect();
        if path.is_global {
            self.foreign(&segments, &mut targets);
        } else {
            self.follow(module, &segments, LONGEST, None, &mut targets);
        }
        targets
    }

    fn foreign(&self, segments: &[&str], targets: &mut BTreeSet<Target>) {
        if segments.first().is_some_and(|name| self.crates.contains(*name)) {
            targets.insert(Target::Foreign(segments.join("::")));
        }
    }

    /// Follows a path from a module. `within` is the import that is being followed, which does not explain itself.
    fn follow(
        &self,
        module: &str,
        segments: &[&str],
        left: usize,
        within: Option<&Import>,
        targets: &mut BTreeSet<Target>,
    ) {
        let [first, rest @ ..] = segments else { return };
        assert!(left > 0, "{module}: {} goes round in a circle", segments.join("::"));
        let root = if module == MAIN { MAIN } else { ROOT };
        match *first {
            "crate" => self.walk(root, rest, left, targets),
            "self" => self.walk(module, rest, left, targets),
            "super" => self.walk(parent(module), rest, left, targets),
            "Self" => {}
            name if module == MAIN && name == "career_fit" => self.walk(ROOT, rest, left, targets),
            name => {
                let is_it = |import: &&Import| {
                    import.name.as_deref() == Some(name)
                        && within.is_none_or(|one| !std::ptr::eq(*import, one))
                };
                let imports: Vec<&Import> = self.modules[module].imports.iter().filter(is_it).collect();
                if self.child(module, name).is_some() {
                    self.walk(module, segments, left, targets);
                } else if !imports.is_empty() {
                    for import in imports {
                        self.follow_import(module, import, rest, left, targets);
                    }
                } else if self.crates.contains(name) {
                    self.foreign(segments, targets);
                } else if !self.modules[module].items.contains(name) {
                    self.through_globs(module, segments, left, targets);
                }
            }
        }
    }

    fn follow_import(
        &self,
        module: &str,
        import: &Import,
        rest: &[&str],
        left: usize,
        targets: &mut BTreeSet<Target>,
    ) {
        let whole: Vec<&str> =
            import.path.segments.iter().map(String::as_str).chain(rest.iter().copied()).collect();
        if import.path.is_global {
            self.foreign(&whole, targets);
        } else {
            self.follow(module, &whole, left - 1, Some(import), targets);
        }
    }

    /// Goes down from a module as far as there are modules; what is left is something in the last one, or is
    /// brought there by a re-export.
    fn walk(&self, module: &str, segments: &[&str], left: usize, targets: &mut BTreeSet<Target>) {
        let Some((first, rest)) = segments.split_first() else {
            targets.insert(Target::Ours(module.to_owned()));
            return;
        };
        if *first == "super" {
            return self.walk(parent(module), rest, left, targets);
        }
        if *first == "self" {
            return self.walk(module, rest, left, targets);
        }
        let child = self.child(module, first);
        // Beside a module there may be a function of its name, but what goes on behind the name is in the module.
        let may_import = child.is_none() || rest.is_empty();
        let named = |import: &&Import| may_import && import.name.as_deref() == Some(*first);
        let imports: Vec<&Import> = self.modules[module].imports.iter().filter(named).collect();
        for import in &imports {
            self.follow_import(module, import, rest, left, targets);
        }
        if let Some(child) = child {
            self.walk(&child, rest, left, targets);
        } else if imports.is_empty() {
            let is_here = self.modules[module].items.contains(*first);
            if is_here || !self.through_globs(module, segments, left, targets) {
                targets.insert(Target::Ours(module.to_owned()));
            }
        }
    }

    /// A name that nothing else explains may come through a glob: from a module that has it. Says whether it does.
    fn through_globs(
        &self,
        module: &str,
        segments: &[&str],
        left: usize,
        targets: &mut BTreeSet<Target>,
    ) -> bool {
        let [name, ..] = segments else { return false };
        if left < 2 {
            return false;
        }
        let mut found = false;
        for import in self.modules[module].imports.iter().filter(|import| import.name.is_none()) {
            let mut sources = BTreeSet::new();
            self.follow_import(module, import, &[], left, &mut sources);
            for source in sources {
                let Target::Ours(source) = source else { continue };
                if source == module {
                    continue;
                }
                let there = &self.modules[&source];
                let is_named = there.imports.iter().any(|import| import.name.as_deref() == Some(*name));
                if is_named || there.items.contains(*name) || self.child(&source, name).is_some() {
                    self.walk(&source, segments, left - 1, targets);
                    found = true;
                } else {
                    found |= self.through_globs(&source, segments, left - 1, targets);
                }
            }
        }
        found
    }

    fn child(&self, module: &str, name: &str) -> Option<String> {
        let path =
            if module == ROOT || module == MAIN { name.to_owned() } else { format!("{module}/{name}") };
        self.modules.contains_key(&path).then_some(path)
    }
}

/// The module that a module stands in.
fn parent(module: &str) -> &str {
    module.rsplit_once('/').map_or(ROOT, |(parent, _)| parent)
}
