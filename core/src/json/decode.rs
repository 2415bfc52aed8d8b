//! Reading a value as a type, by `serde`.
//!
//! A derived type is read as the sequence of its fields, which we look up: what `serde` writes for an object's names is never
//! called, and so not in the program.

use std::fmt::{Display, Formatter};

use serde::Deserializer;
use serde::de::value::SeqDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Error, Expected, IntoDeserializer, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::value::Json;

/// Reads a value as a type: texts, truth values, numbers that are whole and not negative, lists, options, and structs of them. A
/// field that may be missing says `#[serde(default)]`.
///
/// # Errors
/// Says what is wrong with it, and quotes nothing of it.
pub fn decode<T: DeserializeOwned>(json: &Json) -> Result<T, Mismatch> {
    T::deserialize(json)
}

/// JSON of another shape than expected. Quotes no value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mismatch(String);

impl Display for Mismatch {
    fn fmt(&self, out: &mut Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Mismatch {}

impl Error for Mismatch {
    fn custom<T: Display>(what: T) -> Self {
        Self(what.to_string())
    }

    // What serde's own visitors say of a value that they were given: a number that does not fit. The words that `serde` has
    // for it would bring the printing of floats.
    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self(format!("found a number, expected {expected}"))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self(format!("found something else, expected {expected}"))
    }

    // A field that is asked for and not there ends the sequence. `serde` would tell how many there were.
    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self("missing".to_owned())
    }
}

impl<'de> IntoDeserializer<'de, Mismatch> for &'de Json {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl Json {
    /// Says that it is not what is expected.
    fn mismatch(&self, expected: &dyn Expected) -> Mismatch {
        let found = match self {
            Self::Null => "null",
            Self::Bool(_) => "a truth value",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        };
        Mismatch(format!("found {found}, expected {expected}"))
    }
}

impl<'de> Deserializer<'de> for &'de Json {
    type Error = Mismatch;

    /// For a visitor that takes anything.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Json::Number(_) if self.as_u64().is_some() => self.deserialize_u64(visitor),
            Json::Text(text) => visitor.visit_str(text),
            _ => visitor.visit_unit(),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.as_bool() {
            Some(is_so) => visitor.visit_bool(is_so),
            None => Err(self.mismatch(&visitor)),
        }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.as_u64() {
            Some(number) => visitor.visit_u64(number),
            None => Err(self.mismatch(&visitor)),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.as_str() {
            Some(text) => visitor.visit_str(text),
            None => Err(self.mismatch(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if *self == Json::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.as_list() {
            Some(values) => visitor.visit_seq(SeqDeserializer::new(values.iter())),
            None => Err(self.mismatch(&visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        if self.as_object().is_none() {
            return Err(self.mismatch(&visitor));
        }
        let mut fields = Fields { of: self, asked: "", rest: names };
        let read = visitor.visit_seq(&mut fields);
        read.map_err(|Mismatch(why)| Mismatch(format!("{}: {why}", fields.asked)))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u128 f32 f64 char str bytes byte_buf unit unit_struct tuple tuple_struct map enum
        identifier ignored_any
    }
}

/// The fields of a type, looked up in an object.
struct Fields<'de> {
    of: &'de Json,
    asked: &'static str,
    rest: &'static [&'static str],
}

impl<'de> SeqAccess<'de> for Fields<'de> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mismatch> {
        let Some((name, rest)) = self.rest.split_first() else { return Ok(None) };
        (self.asked, self.rest) = (name, rest);
        self.of.get(name).map(|value| seed.deserialize(value)).transpose()
    }
}
