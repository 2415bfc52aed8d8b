//! What is read and written, judged by `serde_json`.

use proptest::prelude::*;
use serde::Deserialize;

use super::*;

/// Anything, as `serde_json` writes it: the judge of what JSON is.
fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            proptest::collection::vec((any::<String>(), inner), 0..5)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A text of which a letter may be another, or missing.
fn damaged() -> impl Strategy<Value = String> {
    const LETTERS: &str = "{}[]:,\"\\0123-+.eE ntfu\u{1}é";
    let letter = proptest::sample::select(LETTERS.chars().collect::<Vec<_>>());
    (any_json(), any::<proptest::sample::Index>(), proptest::option::of(letter)).prop_map(|(json, at, letter)| {
        let mut letters: Vec<char> = json.to_string().chars().collect();
        let at = at.index(letters.len());
        letters.splice(at..=at, letter);
        letters.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn what_is_read_is_what_was_written(json in any_json()) {
        let text = json.to_string();
        let again = Json::read(&text).map(|read| read.to_string());
        let judged = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
        prop_assert_eq!(again.ok().as_deref().and_then(judged), judged(&text), "{}", text);
    }

    #[test]
    fn what_is_json_is_not_for_us_to_say(text in damaged()) {
        let judged = serde_json::from_str::<serde_json::Value>(&text);
        // A number beyond all floats ends the judge's reading.
        prop_assume!(!judged.as_ref().is_err_and(|error| error.to_string().starts_with("number out of range")));
        prop_assert_eq!(Json::read(&text).is_ok(), judged.is_ok(), "{}", text);
    }
}

#[test]
fn escapes_are_read_as_letters() {
    for (text, expected) in [
        (r#""\u00e9\n\/\ud83c\udf89""#, Some("é\n/🎉")),
        (r#""\ud83c""#, None),
        (r#""\ud83cx""#, None),
        (r#""\ud83c\u0041""#, None),
        (r#""\udf89""#, None),
        (r#""\u+041""#, None),
        (r#""\u00é""#, None),
        (r#""\x""#, None),
        ("\"\u{1}\"", None),
    ] {
        assert_eq!(Json::read(text).ok().as_ref().and_then(Json::as_str), expected, "{text}");
    }
}

#[test]
fn a_text_that_lies_too_deep_is_refused_and_not_followed() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Json::read(&nested(100)).is_ok());
    assert!(Json::read(&nested(101)).is_err());
    assert!(Json::read(&"[".repeat(1_000_000)).is_err());
}

#[test]
fn the_last_of_two_members_of_one_name_counts() {
    let json = Json::read(r#"{"a":1,"b":2,"a":3}"#).expect("JSON");
    assert_eq!(
        (json["a"].as_u64(), json["c"].as_u64(), json["a"]["b"].as_u64(), json[0].as_u64()),
        (Some(3), None, None, None)
    );
}

#[test]
fn a_type_is_read_and_what_is_wrong_is_said_without_quoting_it() {
    #[derive(Debug, Deserialize, Eq, PartialEq)]
    struct Row {
        name: String,
        #[serde(default)]
        count: Option<u32>,
    }
    let row = |count| Row { name: "n".to_owned(), count };
    for (text, expected) in [
        (r#"{"name":"n","count":7,"more":[1.5,{}]}"#, Ok(row(Some(7)))),
        (r#"{"name":"n","count":null}"#, Ok(row(None))),
        (r#"{"name":"n"}"#, Ok(row(None))),
        (r#"{"name":"n","count":1.5}"#, Err("count: found a number, expected u32")),
        (r#"{"name":"n","count":-3}"#, Err("count: found a number, expected u32")),
        (r#"{"name":"n","count":"secret"}"#, Err("count: found a text, expected u32")),
        (r#"{"name":["secret"]}"#, Err("name: found a list, expected a string")),
        (r#"{"count":7}"#, Err("name: missing")),
        ("null", Err("found null, expected struct Row")),
        (r#"{"name":"n""#, Err("not JSON at byte 11")),
    ] {
        let json = Json::read(text).map_err(|malformed| malformed.to_string());
        let read: Result<Row, _> = json.and_then(|json| decode(&json).map_err(|mismatch| mismatch.to_string()));
        assert_eq!(read, expected.map_err(str::to_owned), "{text}");
    }
}
