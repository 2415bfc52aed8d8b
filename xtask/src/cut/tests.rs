//! A program of seven functions, cut.

use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, FunctionSection,
    GlobalSection, GlobalType, ImportSection, Instruction, MemorySection, MemoryType, Module, NameMap, NameSection,
    RefType, TableSection, TableType, TypeSection, ValType,
};
use wasmparser::{Operator, Parser, Payload, Validator};

use super::cut;

const ENTRY: &str = "app[0123456789abcdef]::page::later";

/// 0 is imported. 1 `main` calls what `entry` says and 4; 2 is called `name` and calls 3 and 4; 3 is called by 2 alone; 4 is shared
/// and uses the global; 5 stands in the table behind 4, and was compiled for the page. 6 is exported and unused.
fn program(entry: u32, name: &str) -> Vec<u8> {
    let calls: [&[u32]; 6] = [&[entry, 4], &[3, 4], &[0], &[], &[4], &[4]];
    let names = ["import", "app::main", name, "core::helper", "core::shared", "<app::page::x>", "wasm_streams::pull"];
    let (mut types, mut imports, mut functions) = (TypeSection::new(), ImportSection::new(), FunctionSection::new());
    types.ty().function([], []);
    imports.import("./x.js", "say", EntityType::Function(0));
    let mut code = CodeSection::new();
    for called in calls {
        functions.function(0);
        let mut body = Function::new([]);
        for function in called {
            body.instruction(&Instruction::Call(*function));
        }
        body.instruction(&Instruction::GlobalGet(0)).instruction(&Instruction::GlobalSet(0));
        body.instruction(&Instruction::End);
        code.function(&body);
    }
    let (mut tables, mut memories, mut globals) = (TableSection::new(), MemorySection::new(), GlobalSection::new());
    let size = Some(3);
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 3,
        maximum: size,
        shared: false,
    });
    memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
    let kind = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
    globals.global(kind, &ConstExpr::i32_const(8));
    let mut exports = ExportSection::new();
    exports.export("main", ExportKind::Func, 1).export("pull", ExportKind::Func, 6);
    let mut elements = ElementSection::new();
    elements.active(None, &ConstExpr::i32_const(1), Elements::Functions([4, 5].as_slice().into()));
    let (mut naming, mut map) = (NameSection::new(), NameMap::new());
    for (function, name) in (0..).zip(names) {
        map.append(function, name);
    }
    naming.functions(&map);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&tables).section(&memories).section(&globals);
    module.section(&exports).section(&elements).section(&code).section(&naming);
    module.finish()
}

/// How many functions a part defines, what it imports by name, and where it puts functions into the table.
fn parts(module: &[u8]) -> (usize, Vec<String>, Vec<(i32, usize)>) {
    Validator::new().validate_all(module).expect("a valid module");
    let (mut defined, mut imported, mut placed) = (0, Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload.expect("a module") {
            Payload::ImportSection(section) => {
                imported.extend(section.into_imports().map(|import| import.expect("an import").name.to_owned()));
            }
            Payload::CodeSectionEntry(_) => defined += 1,
            Payload::ElementSection(section) => {
                for element in section {
                    let element = element.expect("an element");
                    let (
                        wasmparser::ElementKind::Active { offset_expr, .. },
                        wasmparser::ElementItems::Functions(items),
                    ) = (element.kind, element.items)
                    else {
                        panic!("not active");
                    };
                    let Ok(Operator::I32Const { value }) = offset_expr.get_operators_reader().read() else {
                        panic!("no constant place");
                    };
                    placed.push((value, items.count() as usize));
                }
            }
            _ => {}
        }
    }
    (defined, imported, placed)
}

#[test]
fn what_comes_later_takes_along_what_only_it_calls_and_shares_the_rest() {
    let (first, later) = cut(&program(2, ENTRY), &[]).expect("it can be cut");
    // `main`, `shared`, and what stands for what is absent.
    assert_eq!(parts(&first), (3, vec!["say".to_owned()], vec![(1, 2)]));
    // Memory, table, global, the import and `shared`. Its own place in the table is 2; it is entered at 3, behind all.
    let shared = ["A", "B", "C", "D", "E"].map(str::to_owned).to_vec();
    assert_eq!(parts(&later), (3, shared, vec![(2, 2)]));
}

#[test]
fn nothing_but_its_entry_may_be_called_by_what_comes_first() {
    let why = cut(&program(5, ENTRY), &[]).expect_err("it is entered elsewhere");
    assert!(why.starts_with("<app::page::x> comes later"), "{why}");
    let why = cut(&program(2, ENTRY), &["core::shared"]).expect_err("it is shared");
    assert!(why.starts_with("core::shared comes later"), "{why}");
    assert!(cut(&program(2, "app::page::now"), &[]).is_err(), "nothing comes later");
}

#[test]
fn short_names_do_not_repeat() {
    let names: std::collections::BTreeSet<String> = (0..1_000).map(|number| super::name(number, b'A')).collect();
    assert_eq!(names.len(), 1_000);
    assert!(["A", "Z", "AA", "ZZ"].iter().all(|name| names.contains(*name)));
}
