//! A program, as far as cutting it needs to know it, and which of its functions go where.

use std::collections::{BTreeMap, BTreeSet};

use wasmparser::{
    ElementItems, ElementKind, ExternalKind, FunctionBody, GlobalType, KnownCustom, MemoryType, Name, Operator, Parser,
    Payload, TableType, TypeRef, TypeSectionReader,
};

/// What a program is made of. Functions are numbered as there: the imported ones first.
#[derive(Default)]
pub(super) struct Program<'a> {
    pub(super) type_section: Option<TypeSectionReader<'a>>,
    /// How many functions are imported.
    pub(super) imported: u32,
    /// The type of each function.
    types: Vec<u32>,
    pub(super) bodies: Vec<FunctionBody<'a>>,
    names: BTreeMap<u32, &'a str>,
    exported: BTreeSet<u32>,
    /// What stands in the table of functions, by slot.
    pub(super) slots: BTreeMap<u32, u32>,
    pub(super) tables: Vec<TableType>,
    pub(super) memories: Vec<MemoryType>,
    pub(super) globals: Vec<GlobalType>,
}

impl<'a> Program<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, String> {
        let mut program = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload.map_err(|error| error.to_string())?;
            program.take_in(payload)?;
        }
        Ok(program)
    }

    fn take_in(&mut self, payload: Payload<'a>) -> Result<(), String> {
        let wrong = |error: wasmparser::BinaryReaderError| error.to_string();
        match payload {
            Payload::TypeSection(section) => self.type_section = Some(section),
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let TypeRef::Func(index) = import.map_err(wrong)?.ty else {
                        return Err("only functions can be imported by what is cut".to_owned());
                    };
                    self.types.push(index);
                    self.imported += 1;
                }
            }
            Payload::FunctionSection(section) => {
                self.types.extend(section.into_iter().collect::<Result<Vec<u32>, _>>().map_err(wrong)?);
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(table.map_err(wrong)?.ty);
                }
            }
            Payload::MemorySection(section) => {
                self.memories = section.into_iter().collect::<Result<_, _>>().map_err(wrong)?;
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    self.globals.push(global.map_err(wrong)?.ty);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export.map_err(wrong)?;
                    if export.kind == ExternalKind::Func {
                        self.exported.insert(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => drop(self.exported.insert(func)),
            Payload::ElementSection(section) => {
                for element in section {
                    let element = element.map_err(wrong)?;
                    let (
                        ElementKind::Active { table_index: None | Some(0), offset_expr },
                        ElementItems::Functions(items),
                    ) = (element.kind, element.items)
                    else {
                        return Err("functions stand in a table in a way that cannot be cut".to_owned());
                    };
                    let Operator::I32Const { value } = offset_expr.get_operators_reader().read().map_err(wrong)? else {
                        return Err("functions stand at a place in a table that is not known".to_owned());
                    };
                    for (slot, function) in (value.cast_unsigned()..).zip(items) {
                        self.slots.insert(slot, function.map_err(wrong)?);
                    }
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(section) = section.as_known() else { return Ok(()) };
                for names in section {
                    let Name::Function(names) = names.map_err(wrong)? else { continue };
                    for naming in names {
                        let naming = naming.map_err(wrong)?;
                        self.names.insert(naming.index, naming.name);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The name of a function, without the hashes of packages.
    pub(super) fn name(&self, function: u32) -> String {
        let name = self.names.get(&function).copied().unwrap_or_default();
        let mut parts = name.split('[');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |name, part| match part.split_once(']') {
            Some((hash, rest)) if hash.len() > 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => name + rest,
            _ => name + "[" + part,
        })
    }

    /// The type of a function.
    pub(super) fn type_of(&self, function: u32) -> u32 {
        self.types.get(function as usize).copied().unwrap_or_default()
    }

    /// The functions that it defines.
    pub(super) fn defined(&self) -> impl Iterator<Item = (u32, &FunctionBody<'a>)> {
        (self.imported..).zip(&self.bodies)
    }

    /// What each of its functions calls.
    fn calls(&self) -> Result<BTreeMap<u32, BTreeSet<u32>>, String> {
        let called = |body: &FunctionBody<'_>| {
            let mut called = BTreeSet::new();
            for operator in body.get_operators_reader()? {
                match operator? {
                    Operator::Call { function_index }
                    | Operator::ReturnCall { function_index }
                    | Operator::RefFunc { function_index } => drop(called.insert(function_index)),
                    _ => {}
                }
            }
            Ok(called)
        };
        let all = self.defined().map(|(function, body)| Ok((function, called(body)?)));
        all.collect::<wasmparser::Result<_>>().map_err(|error| error.to_string())
    }
}

/// How the name of the function ends by which a module that comes later is entered.
pub(super) const ENTRY: &str = "::later";

/// Which functions come later.
pub(super) struct Plan {
    pub(super) later: BTreeSet<u32>,
    /// What is left out of both parts.
    pub(super) unused: BTreeSet<u32>,
    /// Those of them that what comes first calls.
    pub(super) entries: Vec<u32>,
    /// What they call of what comes first.
    pub(super) needed: Vec<u32>,
}

impl Plan {
    /// What was compiled for a module with an entry or for one of these, which is said by its name, and what only that calls.
    /// Nothing but an entry may be called by what comes first, and nothing unused at all.
    pub(super) fn of(program: &Program<'_>, modules: &[&str], unused: &[&str]) -> Result<Self, String> {
        let mut calls = program.calls()?;
        let is_of = |function: &u32| unused.iter().any(|module| program.name(*function).contains(module));
        let unused: BTreeSet<u32> = calls.keys().copied().filter(is_of).collect();
        calls.retain(|function, _| !unused.contains(function));
        if let Some(used) = calls.values().flatten().find(|function| unused.contains(function)) {
            return Err(format!("{} is taken for unused, but called", program.name(*used)));
        }
        let names = calls.keys().map(|function| program.name(*function));
        let own = names.filter_map(|name| Some(name.strip_suffix(ENTRY)?.to_owned() + "::"));
        let modules: BTreeSet<String> = own.chain(modules.iter().map(|module| (*module).to_owned())).collect();
        let is_named = |function: u32| {
            let name = program.name(function);
            modules.iter().any(|module| name.contains(module))
        };
        let mut later: BTreeSet<u32> = calls
            .keys()
            .copied()
            .filter(|function| !program.exported.contains(function) && is_named(*function))
            .collect();
        let mut callers: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (caller, called) in &calls {
            for function in called.iter().filter(|function| *function != caller) {
                callers.entry(*function).or_default().insert(*caller);
            }
        }
        // Somebody else may find it in the table.
        let in_table: BTreeSet<u32> = program.slots.values().copied().collect();
        callers.retain(|function, _| {
            calls.contains_key(function) && !program.exported.contains(function) && !in_table.contains(function)
        });
        loop {
            let before = later.len();
            later.extend(
                callers
                    .iter()
                    .filter(|(_, callers)| callers.is_subset(&later))
                    .map(|(function, _)| *function)
                    .collect::<Vec<_>>(),
            );
            if later.len() == before {
                break;
            }
        }
        let over = |from_later: bool| {
            let from = calls.iter().filter(|(caller, _)| later.contains(caller) == from_later);
            let over: BTreeSet<u32> = from
                .flat_map(|(_, called)| called)
                .copied()
                .filter(|function| later.contains(function) != from_later)
                .collect();
            over.into_iter().collect::<Vec<u32>>()
        };
        let (entries, needed) = (over(false), over(true));
        let is_entered_elsewhere = |entry: &&u32| !program.name(**entry).ends_with(ENTRY);
        if let Some(entry) = entries.iter().find(is_entered_elsewhere) {
            let name = program.name(*entry);
            return Err(format!(
                "{name} comes later, but is called by what comes first: only a function `later` may be"
            ));
        }
        Ok(Self { later, unused, entries, needed })
    }
}
