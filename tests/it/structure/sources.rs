//! The sources as modules: what each imports, re-exports and names in its code.
//!
//! The compiler's own lexer, as a library, tells code from comments and texts; what is read here is no more than
//! imports and paths. Unit tests are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The root of the library.
pub(super) const ROOT: &str = "lib";
/// The root of the program, which sees the library as a crate of its own.
pub(super) const MAIN: &str = "main";

/// Every source file by its path below `src`, with its text.
pub(super) type Texts = BTreeMap<String, String>;

/// What is in the repository.
pub(super) fn texts() -> Texts {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut texts = Texts::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                texts.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    assert!(texts.len() > 30, "the sources were found");
    texts
}

/// A path as it is written: `crate::store::Keeper`, or `::std::fs` with nothing before the first colons.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
    /// It starts with two colons, so that it is about another crate.
    pub(super) is_global: bool,
}

impl Written {
    pub(super) fn text(&self) -> String {
        self.segments.join("::")
    }
}

/// What a module imports under a name of its own.
#[derive(Debug, Clone)]
pub(super) struct Import {
    /// The name; `None` for a glob.
    pub(super) name: Option<String>,
    pub(super) path: Written,
}

/// A module: a file, or what stands between the braces of `mod name { … }`.
#[derive(Debug, Clone, Default)]
pub(super) struct Module {
    pub(super) file: String,
    /// What is defined in it.
    pub(super) items: BTreeSet<String>,
    pub(super) imports: Vec<Import>,
    /// Paths in the code, imports left out.
    pub(super) paths: Vec<Written>,
    /// What no module may do, whatever the table says.
    pub(super) refused: Vec<String>,
}

/// All modules by their path: `lib`, `tui`, `tui/view/canvas`.
pub(super) type Modules = BTreeMap<String, Module>;

/// Reads a file's modules, in place of those it had.
pub(super) fn read(modules: &mut Modules, file: &str, text: &str) {
    let stream: TokenStream = text.parse().unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut tokens = Vec::new();
    flatten(stream, &mut tokens);
    let name = file.strip_suffix(".rs").unwrap();
    Reader { file, tokens: &tokens, modules }.module(name, 0, tokens.len());
}

/// A token, with brackets as tokens of their own.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String, usize),
    Sign(char),
    Open(char),
    Close(char),
    Text,
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ('(', ')'),
                    Delimiter::Brace => ('{', '}'),
                    Delimiter::Bracket => ('[', ']'),
                    Delimiter::None => (' ', ' '),
                };
                tokens.push(Token::Open(open));
                flatten(group.stream(), tokens);
                tokens.push(Token::Close(close));
            }
            TokenTree::Ident(word) => {
                let text = word.to_string();
                let line = word.span().start().line;
                tokens.push(Token::Word(text.strip_prefix("r#").unwrap_or(&text).to_owned(), line));
            }
            TokenTree::Punct(sign) => tokens.push(Token::Sign(sign.as_char())),
            TokenTree::Literal(_) => tokens.push(Token::Text),
        }
    }
}

struct Reader<'a> {
    file: &'a str,
    tokens: &'a [Token],
    modules: &'a mut Modules,
}

impl Reader<'_> {
    /// Reads the tokens from one place to another as the code of a module.
    fn module(&mut self, name: &str, from: usize, to: usize) {
        let mut module = Module { file: self.file.to_owned(), ..Module::default() };
        let (mut at, mut depth) = (from, 0);
        while at < to {
            if let (0, Some(item)) = (depth, self.item(at)) {
                module.items.insert(item.to_owned());
            }
            let next = self.step(name, &mut module, at);
            for token in &self.tokens[at..next] {
                match token {
                    Token::Open(_) => depth += 1,
                    Token::Close(_) => depth -= 1,
                    _ => {}
                }
            }
            at = next;
        }
        self.modules.insert(name.to_owned(), module);
    }

    /// The name of what is defined at a place.
    fn item(&self, at: usize) -> Option<&str> {
        const KINDS: [&str; 8] = ["const", "enum", "fn", "static", "struct", "trait", "type", "union"];
        match self.tokens.get(at..at + 2)? {
            [Token::Word(kind, _), Token::Word(name, _)] if KINDS.contains(&kind.as_str()) => Some(name),
            _ => None,
        }
    }

    /// Reads what starts at a place, and gives back where the next thing starts.
    fn step(&mut self, name: &str, module: &mut Module, at: usize) -> usize {
        if self.reads(at, &["#", "[", "cfg", "(", "test", ")", "]", "mod"]) {
            return self.end_of(at + 9);
        }
        let Some(Token::Word(word, line)) = self.tokens.get(at) else { return at + 1 };
        let after = self.tokens.get(at + 1);
        match word.as_str() {
            "use" if after != Some(&Token::Sign('<')) => {
                let is_global = self.reads(at + 1, &[":", ":"]);
                let start = if is_global { at + 3 } else { at + 1 };
                let prefix = Written { segments: Vec::new(), line: *line, is_global };
                return self.tree(module, start, &prefix) + 1;
            }
            "mod" if matches!(self.tokens.get(at + 2), Some(Token::Open('{'))) => {
                let Some(Token::Word(inner, _)) = after else { return at + 1 };
                let end = self.end_of(at + 2);
                self.module(&format!("{name}/{inner}"), at + 3, end - 1);
                return end;
            }
            // Who sees a thing is no use of it.
            "pub" if after == Some(&Token::Open('(')) => return self.end_of(at + 1),
            "extern" if self.reads(at + 1, &["crate"]) => {
                module.refused.push(format!("line {line}: `extern crate` hides a name"));
            }
            "path" if at > 1 && self.reads(at - 2, &["#", "[", "path", "="]) => {
                module.refused.push(format!("line {line}: `#[path]` hides a file"));
            }
            "include" if after == Some(&Token::Sign('!')) => {
                module.refused.push(format!("line {line}: `include!` hides code"));
            }
            "print" | "println" | "dbg" | "eprint" | "eprintln" if after == Some(&Token::Sign('!')) => {
                let stream = if word.starts_with("print") { "stdout" } else { "stderr" };
                let segments = ["std", "io", stream].map(str::to_owned).to_vec();
                module.paths.push(Written { segments, line: *line, is_global: true });
            }
            _ => return self.path(module, at),
        }
        at + 1
    }

    /// A path in the code, unless the word is a field, a method, or stands alone. What follows two colons starts a
    /// path of another crate, or goes on from a type in angle brackets; the first word will tell.
    fn path(&self, module: &mut Module, at: usize) -> usize {
        let is_global = at >= 2 && self.reads(at - 2, &[":", ":"]);
        let (segments, line, end) = self.segments(at);
        let is_member = at > 0 && self.tokens.get(at - 1) == Some(&Token::Sign('.'));
        if segments.len() > 1 && !is_member {
            module.paths.push(Written { segments, line, is_global });
        }
        end
    }

    /// The words from a place on that two colons join; their line; where they end.
    fn segments(&self, mut at: usize) -> (Vec<String>, usize, usize) {
        let (mut segments, mut first) = (Vec::new(), 0);
        while let Some(Token::Word(word, line)) = self.tokens.get(at) {
            first = if segments.is_empty() { *line } else { first };
            segments.push(word.clone());
            at += 1;
            if !self.reads(at, &[":", ":"]) || !matches!(self.tokens.get(at + 2), Some(Token::Word(..))) {
                break;
            }
            at += 2;
        }
        (segments, first, at)
    }

    /// A tree of imports below a prefix; gives back where it ends.
    fn tree(&self, module: &mut Module, at: usize, prefix: &Written) -> usize {
        let (segments, _, mut at) = self.segments(at);
        let mut path = prefix.clone();
        path.segments.extend(segments);
        if self.reads(at, &[":", ":"]) {
            at += 2;
        }
        match self.tokens.get(at) {
            Some(Token::Open('{')) => {
                let end = self.end_of(at);
                at += 1;
                while at < end - 1 {
                    at = self.tree(module, at, &path);
                    at += usize::from(self.reads(at, &[","]));
                }
                end
            }
            Some(Token::Sign('*')) => {
                module.imports.push(Import { name: None, path });
                at + 1
            }
            _ => {
                // `a::{self}` is `a`.
                if path.segments.len() > 1 && path.segments.last().is_some_and(|last| last == "self") {
                    path.segments.pop();
                }
                let mut name = path.segments.last().cloned();
                if self.reads(at, &["as"]) {
                    let Some(Token::Word(alias, _)) = self.tokens.get(at + 1) else {
                        panic!("{}", self.file)
                    };
                    name = Some(alias.clone());
                    at += 2;
                }
                module.imports.push(Import { name, path });
                at
            }
        }
    }

    /// Where the brackets that open at a place are closed: the place behind.
    fn end_of(&self, open: usize) -> usize {
        let mut depth = 0;
        for (at, token) in self.tokens.iter().enumerate().skip(open) {
            match token {
                Token::Open(_) => depth += 1,
                Token::Close(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return at + 1;
            }
        }
        self.tokens.len()
    }

    /// Whether these words and signs stand at a place.
    fn reads(&self, at: usize, wanted: &[&str]) -> bool {
        let is = |(token, wanted): (&Token, &&str)| match token {
            Token::Word(word, _) => word == wanted,
            Token::Sign(sign) | Token::Open(sign) | Token::Close(sign) => {
                wanted.chars().eq(std::iter::once(*sign))
            }
            Token::Text => false,
        };
        self.tokens.len() >= at + wanted.len() && self.tokens[at..].iter().zip(wanted).all(is)
    }
}
