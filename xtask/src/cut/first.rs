//! What comes first: the program without what comes later, and with exports of all that this needs of it.

use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, ExportKind, ExportSection, Function, FunctionSection, Instruction, Module, TableType};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, ExportSectionReader, ExternalKind, FunctionBody, FunctionSectionReader,
    Operator, Parser,
};

use super::program::{Plan, Program};

/// Something of the first part, as the second one finds it.
pub(super) type Shared = (String, ExportKind, u32);

pub(super) fn first(bytes: &[u8], program: &Program<'_>, plan: &Plan, shared: &[Shared]) -> Result<Vec<u8>, String> {
    let empty = empty_type(program).ok_or("there is no function without arguments")?;
    let is_kept = |function: &u32| !plan.later.contains(function) && !plan.unused.contains(function);
    let kept = program.defined().map(|(function, _)| function).filter(is_kept);
    let mut first = First { program, plan, shared, kept: kept.collect(), empty };
    let mut module = Module::new();
    first.parse_core_module(&mut module, Parser::new(0), bytes).map_err(|error| error.to_string())?;
    Ok(module.finish())
}

/// Where a function of the second part stands in the table: behind all others.
pub(super) fn slot_of_entry(program: &Program<'_>, plan: &Plan, function: u32) -> Option<u32> {
    let place = plan.entries.iter().position(|entry| *entry == function)?;
    let end = program.tables.first()?.initial;
    u32::try_from(end).ok()?.checked_add(u32::try_from(place).ok()?)
}

/// How large the table has to be.
pub(super) fn table_type(mut table: TableType, plan: &Plan) -> TableType {
    let more = plan.entries.len() as u64;
    table.minimum += more;
    table.maximum = table.maximum.map(|maximum| maximum + more);
    table
}

fn empty_type(program: &Program<'_>) -> Option<u32> {
    let types = program.type_section.clone()?.into_iter_err_on_gc_types();
    let place = types.filter_map(Result::ok).position(|kind| kind.params().is_empty() && kind.results().is_empty())?;
    u32::try_from(place).ok()
}

struct First<'a, 'b> {
    program: &'b Program<'a>,
    plan: &'b Plan,
    shared: &'b [Shared],
    kept: Vec<u32>,
    /// The type of a function that takes and gives nothing.
    empty: u32,
}

impl First<'_, '_> {
    /// The function that stands in the table for each one that is not there yet: it stops the program.
    fn absent(&self) -> u32 {
        self.program.imported + u32::try_from(self.kept.len()).unwrap_or(u32::MAX)
    }
}

impl Reencode for First<'_, '_> {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error> {
        if index < self.program.imported {
            return Ok(index);
        }
        let place = self.kept.binary_search(&index).ok().and_then(|place| u32::try_from(place).ok());
        Ok(place.map_or_else(|| self.absent(), |place| self.program.imported + place))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        for function in &self.kept {
            functions.function(self.program.type_of(*function));
        }
        functions.function(self.empty);
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Result<(), Error> {
        for (function, body) in (self.program.imported..).zip(section) {
            if self.kept.binary_search(&function).is_ok() {
                self.parse_function_body(code, body?)?;
            }
        }
        let mut absent = Function::new([]);
        absent.instruction(&Instruction::Unreachable).instruction(&Instruction::End);
        code.function(&absent);
        Ok(())
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Result<(), Error> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        for operator in body.get_operators_reader()? {
            let operator = operator?;
            let later = match operator {
                Operator::Call { function_index } => {
                    let type_index = self.program.type_of(function_index);
                    slot_of_entry(self.program, self.plan, function_index).map(|slot| (slot, type_index))
                }
                _ => None,
            };
            match later {
                Some((slot, type_index)) => {
                    function.instruction(&Instruction::I32Const(slot.cast_signed()));
                    function.instruction(&Instruction::CallIndirect { type_index, table_index: 0 });
                }
                None => {
                    let instruction = self.instruction(operator)?;
                    function.instruction(&instruction);
                }
            }
        }
        code.function(&function);
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), Error> {
        for export in section {
            let export = export?;
            if export.kind != ExternalKind::Func || !self.plan.unused.contains(&export.index) {
                self.parse_export(exports, export)?;
            }
        }
        for (name, kind, index) in self.shared {
            let index = if *kind == ExportKind::Func { self.function_index(*index)? } else { *index };
            exports.export(name, *kind, index);
        }
        Ok(())
    }

    fn parse_table(
        &mut self,
        tables: &mut wasm_encoder::TableSection,
        table: wasmparser::Table<'_>,
    ) -> Result<(), Error> {
        if tables.is_empty() {
            let grown = table_type(self.table_type(table.ty)?, self.plan);
            tables.table(grown);
            return Ok(());
        }
        utils::parse_table(self, tables, table)
    }

    // Names and the like: what follows removes them.
    fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader<'_>) -> Result<(), Error> {
        Ok(())
    }
}
