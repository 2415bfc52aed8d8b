//! What comes later: functions alone. Memory, table and all else it shares with what came first.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, FunctionSection, ImportSection, Module,
    TypeSection,
};

use super::first::{Shared, slot_of_entry, table_type};
use super::program::{Plan, Program};

/// The module that the first part's exports are imported from (`public/boot.js`).
const FIRST: &str = "a";

pub(super) fn later(program: &Program<'_>, plan: &Plan, shared: &[Shared]) -> Result<Vec<u8>, String> {
    let mut places = BTreeMap::new();
    for function in plan.needed.iter().chain(&plan.later) {
        places.insert(*function, u32::try_from(places.len()).unwrap_or(u32::MAX));
    }
    let mut later = Later { places };
    later.module(program, plan, shared).map_err(|error| error.to_string())
}

struct Later {
    /// The number of each function here.
    places: BTreeMap<u32, u32>,
}

impl Later {
    fn module(&mut self, program: &Program<'_>, plan: &Plan, shared: &[Shared]) -> Result<Vec<u8>, Error> {
        let (mut types, mut imports, mut functions) =
            (TypeSection::new(), ImportSection::new(), FunctionSection::new());
        if let Some(section) = program.type_section.clone() {
            self.parse_type_section(&mut types, section)?;
        }
        for (name, kind, index) in shared {
            let entity = self.entity(program, plan, *kind, *index)?;
            imports.import(FIRST, name, entity);
        }
        let mut code = CodeSection::new();
        for (function, body) in program.defined().filter(|(function, _)| plan.later.contains(function)) {
            functions.function(program.type_of(function));
            self.parse_function_body(&mut code, body.clone())?;
        }
        let elements = self.elements(program, plan)?;
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&elements).section(&code);
        Ok(module.finish())
    }

    /// What something of the first part is.
    fn entity(
        &mut self,
        program: &Program<'_>,
        plan: &Plan,
        kind: ExportKind,
        index: u32,
    ) -> Result<EntityType, Error> {
        let at = index as usize;
        let missing = || Error::InvalidConstExpr;
        Ok(match kind {
            ExportKind::Table => {
                let table = self.table_type(program.tables.get(at).copied().ok_or_else(missing)?)?;
                EntityType::Table(if at == 0 { table_type(table, plan) } else { table })
            }
            ExportKind::Memory => {
                EntityType::Memory(self.memory_type(program.memories.get(at).copied().ok_or_else(missing)?)?)
            }
            ExportKind::Global => {
                EntityType::Global(self.global_type(program.globals.get(at).copied().ok_or_else(missing)?)?)
            }
            _ => EntityType::Function(program.type_of(index)),
        })
    }

    /// Puts the functions where the first part left room for them: neighbours together.
    fn elements(&mut self, program: &Program<'_>, plan: &Plan) -> Result<ElementSection, Error> {
        let in_table = program.slots.iter().map(|(slot, function)| (*slot, *function));
        let entries = plan.entries.iter().filter_map(|entry| Some((slot_of_entry(program, plan, *entry)?, *entry)));
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        for (slot, function) in in_table.filter(|(_, function)| plan.later.contains(function)).chain(entries) {
            let function = self.function_index(function)?;
            match runs.last_mut() {
                Some((start, run)) if *start as usize + run.len() == slot as usize => run.push(function),
                _ => runs.push((slot, vec![function])),
            }
        }
        let mut elements = ElementSection::new();
        for (start, run) in runs {
            elements.active(None, &ConstExpr::i32_const(start.cast_signed()), Elements::Functions(Cow::Owned(run)));
        }
        Ok(elements)
    }
}

impl Reencode for Later {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error> {
        self.places.get(&index).copied().ok_or(Error::InvalidConstExpr)
    }
}
