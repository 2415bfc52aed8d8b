//! What is found, and how what was found before is gone on with.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::*;
use crate::list::arena::Side;
use crate::list::filter::Filter;
use crate::model::snapshot::{Kind, Snapshot};

/// By tables that are not the browser's: both say what Unicode says.
const FOLDING: Folding = Folding {
    letter: |letter| {
        let mut folded = String::new();
        decompose_canonical(letter, |part| {
            let lower = part.to_uppercase().flat_map(char::to_lowercase);
            folded.extend(lower.filter(|part| !is_combining_mark(*part)));
        });
        folded
    },
};

fn row(id: &str, name: &str, machine: &str, is_auto_snapshot: bool) -> Snapshot {
    Snapshot { id: id.into(), is_auto_snapshot, machine_id: machine.into(), name: name.into() }
}

fn rows() -> Rows {
    let mut rows = Rows::default();
    let page = [
        row("ss1abc", "Before the update", "ps1", false),
        row("ss2def", "Café crème", "ps2", true),
        row("SS3ghi", "ΑΘΗΝΑ", "ps1", false),
        row("ss4jkl", "دفتر المحاسبة", "ps2", true),
        row("ss5mno", "<b>bold</b> 🎉", "ps3", false),
    ];
    rows.append(&page, Side::Near);
    rows
}

fn machines() -> Vec<(MachineId, String)> {
    vec![("ps1".into(), "web-01".to_owned()), ("ps2".into(), "Émile".to_owned())]
}

fn ids(rows: &Rows, found: &Found) -> Vec<String> {
    let handles = (0..found.len()).filter_map(|at| found.get(at));
    handles.filter_map(|handle| rows.store().row(handle)).map(|row| row.id.to_owned()).collect()
}

fn filter(text: &str, kind: Option<Kind>) -> Filter {
    Filter { text: text.to_owned(), kind }
}

#[test]
fn name_id_and_machine_are_searched_whatever_case_and_accents() {
    let rows = rows();
    for (text, kind, expected) in [
        ("UPDATE", None, vec!["ss1abc"]),
        ("cafe", None, vec!["ss2def"]),
        ("CAFÉ  ", None, vec!["ss2def"]),
        ("αθηνα", None, vec!["SS3ghi"]),
        ("المحاسبة", None, vec!["ss4jkl"]),
        ("🎉", None, vec!["ss5mno"]),
        ("</B>", None, vec!["ss5mno"]),
        ("ss3", None, vec!["SS3ghi"]),
        ("emile", None, vec!["ss2def", "ss4jkl"]),
        ("web-0", None, vec!["ss1abc", "SS3ghi"]),
        ("ps3", None, vec!["ss5mno"]),
        ("ss", Some(Kind::Automatic), vec!["ss2def", "ss4jkl"]),
        ("", Some(Kind::Manual), vec!["ss1abc", "SS3ghi", "ss5mno"]),
        ("nowhere", None, vec![]),
        ("abcBefore", None, vec![]),
    ] {
        assert_eq!(
            ids(&rows, &search(FOLDING, None, &rows, &filter(text, kind), &machines())),
            expected,
            "{text:?} {kind:?}"
        );
    }
}

#[test]
fn more_rows_are_found_without_searching_the_others_again_and_changes_are_seen() {
    let mut rows = rows();
    let wanted = filter("ss", None);
    let found = search(FOLDING, None, &rows, &wanted, &machines());
    rows.append(&[row("ss6", "six", "ps9", false)], Side::Near);
    rows.append(&[row("ss9", "nine", "ps9", false), row("ss8", "eight", "ps9", false)], Side::Far);
    assert!(!found.is_of(&rows));
    let found = search(FOLDING, Some(found), &rows, &wanted, &machines());
    assert!(found.is_of(&rows));
    assert_eq!(ids(&rows, &found)[5..], ["ss6", "ss8", "ss9"], "what was reached from the end stands at the end");
    rows.rename(&"ss6".into(), "sixth");
    let found = search(FOLDING, Some(found), &rows, &filter("sixth", None), &machines());
    assert_eq!(ids(&rows, &found), ["ss6"]);
    rows.remove("ss6".into());
    let found = search(FOLDING, Some(found), &rows, &filter("sixth", None), &machines());
    assert!(found.is_empty());
    // The name of a machine may come after its rows.
    let found = search(FOLDING, Some(found), &rows, &filter("later", None), &machines());
    let named = [("ps9".into(), "Later".to_owned())];
    assert_eq!(ids(&rows, &search(FOLDING, Some(found), &rows, &filter("later", None), &named)), ["ss8", "ss9"]);
}

#[test]
fn what_matched_is_marked_where_it_stands() {
    for (name, text, expected) in [
        ("Before", "for", Some("for")),
        ("Café crème", "fe", Some("fé")),
        ("cafe\u{301}s", "cafe", Some("cafe\u{301}")),
        ("ΑΘΗΝΑ", "θη", Some("ΘΗ")),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ", Some("ΣΊΣΥΦΟΣ")),
        ("Σίσυφος", "σισυφοσ", Some("Σίσυφος")),
        ("Straße", "strasse", Some("Straße")),
        ("ﬁle", "fil", Some("ﬁl")),
        ("x", "y", None),
        ("x", "", None),
        ("🎉🎉", "🎉", Some("🎉")),
    ] {
        assert_eq!(FOLDING.mark(name, text).map(|range| &name[range]), expected, "{name} {text}");
    }
}

#[test]
fn a_machine_is_meant_by_a_part_of_its_name_or_of_its_id() {
    for (typed, is_meant) in
        [("zoe", true), (" CAD ", true), ("ps9A", true), ("", true), ("zoo", false), ("ps91", false)]
    {
        assert_eq!(means_machine(FOLDING, typed, "ps9a", "CAD station Zoë"), is_meant, "{typed}");
    }
}

#[test]
fn an_id_is_shown_where_the_name_alone_does_not_tell() {
    let id = SnapshotId::from("ss7k2m9q4wzt1c");
    for (name, is_repeated, text, shown) in [
        ("nightly", false, "", None),
        ("nightly", true, "", Some("4wzt1c")),
        ("nightly", false, "night", None),
        ("nightly", false, "wzt1", Some("4wzt1c")),
        ("nightly", false, "7k2m", Some("ss7k2m9q4wzt1c")),
        ("nightly", true, "7k2m", Some("ss7k2m9q4wzt1c")),
        ("nightly", true, "night", Some("4wzt1c")),
        ("7k2m", false, "7k2m", None),
        ("nightly", false, "other", None),
    ] {
        assert_eq!(shown_id(FOLDING, &id, name, is_repeated, text), shown, "{name}, {is_repeated}, {text}");
    }
}

#[test]
fn texts_begin_alike_whatever_the_case_and_the_accent_of_their_first_letter() {
    for (text, other, expected) in
        [("Émile", "e", true), ("éa", "Éb", true), ("", "e", false), ("apple", "e", false), ("🎉x", "🎉", true)]
    {
        assert_eq!(FOLDING.begin_alike(text, other), expected, "{text}, {other}");
    }
}
