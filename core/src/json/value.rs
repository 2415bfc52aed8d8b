//! A value, and looking into one.

use std::ops::Index;

/// A value.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Json {
    /// Nothing; also what is not there.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number, as it is written: it goes back as it came.
    Number(Box<str>),
    /// A text.
    Text(String),
    /// Values in order.
    List(Vec<Json>),
    /// Named values, in the order of the text. Where a name stands twice, the last one counts.
    Object(Vec<(String, Json)>),
}

/// An object of these members.
pub fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(members.map(|(name, value)| (name.to_owned(), value)).into())
}

/// A list of these values.
pub fn list(values: impl IntoIterator<Item = impl Into<Json>>) -> Json {
    Json::List(values.into_iter().map(Into::into).collect())
}

impl Json {
    /// The text, where it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Yes or no, where it is that.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(is_so) = self { Some(*is_so) } else { None }
    }

    /// The number, where it is whole and fits.
    pub fn as_i64(&self) -> Option<i64> {
        if let Self::Number(digits) = self { digits.parse().ok() } else { None }
    }

    /// The number, where it is whole, not negative, and fits.
    pub fn as_u64(&self) -> Option<u64> {
        if let Self::Number(digits) = self { digits.parse().ok() } else { None }
    }

    /// Its values, where it is a list.
    pub fn as_list(&self) -> Option<&[Json]> {
        if let Self::List(values) = self { Some(values) } else { None }
    }

    /// Its members, where it is an object.
    pub fn as_object(&self) -> Option<&[(String, Json)]> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// A member, where there is one of that name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.as_object()?.iter().rev().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// Adds a member to an object.
    pub fn push(&mut self, name: &str, value: impl Into<Json>) {
        if let Self::Object(members) = self {
            members.push((name.to_owned(), value.into()));
        }
    }
}

static NOTHING: Json = Json::Null;

impl Index<&str> for Json {
    type Output = Self;

    fn index(&self, name: &str) -> &Self {
        self.get(name).unwrap_or(&NOTHING)
    }
}

impl Index<usize> for Json {
    type Output = Self;

    fn index(&self, at: usize) -> &Self {
        self.as_list().and_then(|values| values.get(at)).unwrap_or(&NOTHING)
    }
}

impl From<bool> for Json {
    fn from(is_so: bool) -> Self {
        Self::Bool(is_so)
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Self::Number(number.to_string().into())
    }
}

impl From<u64> for Json {
    fn from(number: u64) -> Self {
        Self::Number(number.to_string().into())
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
