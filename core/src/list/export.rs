//! Snapshots as a file.

use crate::json::Json;
use crate::list::arena::Row;
use crate::list::dates::Span;
use crate::model::snapshot::Kind;
use crate::model::time::Timestamp;

/// The fields of the API, the machine's name, and between which moments it was taken.
const COLUMNS: [&str; 7] =
    ["id", "name", "machineId", "machineName", "isAutoSnapshot", "takenNotBefore", "takenNotAfter"];

/// A spreadsheet runs a cell that begins so as a formula.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// RFC 4180 in UTF-8, with the byte order mark that spreadsheets need.
    Csv,
    Json,
}

impl Format {
    /// The file name extension.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Json => "application/json",
        }
    }
}

struct Line<'a> {
    id: &'a str,
    name: &'a str,
    machine_id: &'a str,
    machine_name: &'a str,
    is_auto_snapshot: bool,
    taken: [Option<String>; 2],
}

/// `machine_names` are by the numbers of the machines in the arena; `date` writes a moment.
pub fn write<'a>(
    format: Format,
    rows: impl Iterator<Item = (Row<'a>, Span)>,
    machine_names: &[String],
    date: fn(Timestamp) -> String,
) -> String {
    let lines = rows.map(|(row, taken)| Line {
        id: row.id,
        name: row.name,
        machine_id: row.machine_id.as_str(),
        machine_name: machine_names.get(row.machine).map_or("", String::as_str),
        is_auto_snapshot: row.kind == Kind::Automatic,
        taken: [taken.from, taken.to].map(|at| at.map(date)),
    });
    match format {
        Format::Csv => csv(lines),
        Format::Json => json(lines),
    }
}

/// One object per line.
fn json<'a>(lines: impl Iterator<Item = Line<'a>>) -> String {
    let object = |Line { id, name, machine_id, machine_name, is_auto_snapshot, taken: [from, to] }: Line<'_>| {
        let taken = [from.as_deref().into(), to.as_deref().into()];
        let values = [id.into(), name.into(), machine_id.into(), machine_name.into(), is_auto_snapshot.into()];
        let values = values.into_iter().chain(taken);
        let members = COLUMNS.iter().map(|column| (*column).to_owned()).zip(values);
        Json::Object(members.collect()).to_string()
    };
    let objects: Vec<String> = lines.map(object).collect();
    format!("[\n{}\n]\n", objects.join(",\n"))
}

fn csv<'a>(lines: impl Iterator<Item = Line<'a>>) -> String {
    let mut text = format!("\u{feff}{}\r\n", COLUMNS.join(","));
    for line in lines {
        let automatic = line.is_auto_snapshot.to_string();
        let [from, to] = line.taken.map(Option::unwrap_or_default);
        let cells = [line.id, line.name, line.machine_id, line.machine_name, &automatic, &from, &to];
        text.push_str(&cells.map(cell).join(","));
        text.push_str("\r\n");
    }
    text
}

/// Quotes a cell, and keeps a spreadsheet from running it.
fn cell(text: &str) -> String {
    let defused = if text.starts_with(FORMULA_STARTS) { format!("'{text}") } else { text.to_owned() };
    if defused.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", defused.replace('"', "\"\"")) } else { defused }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::arena::Side;
    use crate::list::rows::Rows;
    use crate::model::snapshot::Snapshot;

    fn rows(names: &[&str]) -> Rows {
        let row = |(at, name): (usize, &&str)| Snapshot {
            id: format!("ss{at}").as_str().into(),
            is_auto_snapshot: at == 1,
            machine_id: "ps1".into(),
            name: (*name).into(),
        };
        let mut rows = Rows::default();
        rows.append(&names.iter().enumerate().map(row).collect::<Vec<_>>(), Side::Near);
        rows
    }

    /// Each is known not to be older than its number.
    fn dated(rows: &Rows) -> impl Iterator<Item = (Row<'_>, Span)> {
        rows.iter().zip(0..).map(|(row, at)| (row, Span { from: Some(Timestamp(at)), to: None }))
    }

    #[test]
    fn cells_are_quoted_and_formulas_defused() {
        let rows = rows(&["plain", "a, \"b\"", "=1+1", "-2", "@x", "\tx", "é 🎉", "=\"x\",y"]);
        let text = write(Format::Csv, dated(&rows), &["web \"1\"".to_owned()], |at| at.0.to_string());
        let names: Vec<&str> = text.lines().skip(1).map(|line| line.split_once(',').expect("cells").1).collect();
        let expected = ["plain", "\"a, \"\"b\"\"\"", "'=1+1", "'-2", "'@x", "'\tx", "é 🎉", "\"'=\"\"x\"\",y\""];
        for (name, expected) in names.iter().zip(expected) {
            assert!(name.starts_with(&format!("{expected},ps1,\"web \"\"1\"\"\",")), "{name}");
        }
        assert!(
            text.starts_with(
                "\u{feff}id,name,machineId,machineName,isAutoSnapshot,takenNotBefore,takenNotAfter\r\nss0,"
            )
        );
        assert!(text.contains("ss1,\"a, \"\"b\"\"\",ps1,\"web \"\"1\"\"\",true,1,\r\n"));
    }

    #[test]
    fn objects_have_the_names_of_the_api_and_texts_as_they_are() {
        let rows = rows(&["=1+1"]);
        let text = write(Format::Json, dated(&rows), &[], |at| at.0.to_string());
        let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let expected = serde_json::json!([
            { "id": "ss0", "name": "=1+1", "machineId": "ps1", "machineName": "", "isAutoSnapshot": false,
              "takenNotBefore": "0", "takenNotAfter": null }
        ]);
        assert_eq!(read, expected);
    }
}
