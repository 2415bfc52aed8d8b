//! The query of a list call and its cursors.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use crate::error::ApiError;

/// The largest `limit` (`docs/api.md`, Snapshots).
pub const LIMIT_MAX: usize = 120;

/// The page size without `limit`: our choice, since the API reference documents none.
pub const LIMIT_DEFAULT: usize = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderBy {
    /// The order of insertion.
    DtCreated,
    /// By Unicode code points.
    Name,
    /// Of machines only.
    State,
}

impl OrderBy {
    fn text(self) -> &'static str {
        match self {
            Self::DtCreated => "dtCreated",
            Self::Name => "name",
            Self::State => "state",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Asc,
    Desc,
}

/// The last row of a page. It stays valid while rows come and go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub order_by: OrderBy,
    /// See `Row::sort_text`.
    pub text: Option<String>,
    /// The row's place in the order of insertion.
    pub serial: u64,
}

impl Cursor {
    pub fn encode(&self) -> String {
        let text = self.text.as_deref().unwrap_or_default();
        URL_SAFE_NO_PAD.encode(format!("{}\n{}\n{text}", self.order_by.text(), self.serial))
    }

    pub fn decode(text: &str, orders: &[OrderBy]) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let mut parts = text.splitn(3, '\n');
        let (order_by, serial, text) = (parts.next()?, parts.next()?, parts.next()?);
        let order_by = orders.iter().copied().find(|by| by.text() == order_by)?;
        let text = (order_by != OrderBy::DtCreated).then(|| text.to_owned());
        Some(Self { order_by, text, serial: serial.parse().ok()? })
    }
}

#[derive(Clone, Debug)]
pub struct PageQuery {
    pub after: Option<Cursor>,
    /// 1 to [`LIMIT_MAX`].
    pub limit: usize,
    pub order_by: OrderBy,
    pub order: Order,
    pub machine_id: Option<String>,
    /// Cursors count rows: `serial` is the number of rows before the page.
    pub offset_cursors: bool,
    /// All other parameters.
    pub others: Vec<(String, String)>,
}

impl PageQuery {
    ///
    /// # Errors
    /// All wrong parameters at once.
    pub fn parse(raw: &str, orders: &[OrderBy]) -> Result<Self, ApiError> {
        let mut details = serde_json::Map::new();
        let mut after = None;
        let mut query = Self {
            after: None,
            limit: LIMIT_DEFAULT,
            order_by: orders.first().copied().unwrap_or(OrderBy::DtCreated),
            order: Order::Desc,
            machine_id: None,
            offset_cursors: false,
            others: Vec::new(),
        };
        for (name, value) in form_urlencoded::parse(raw.as_bytes()) {
            let mut wrong = |why: String| details.insert(name.to_string(), json!([why]));
            match name.as_ref() {
                "after" => after = Some(value.into_owned()),
                "machineId" => query.machine_id = Some(value.into_owned()),
                "limit" => match value.parse::<usize>() {
                    Ok(limit) if (1..=LIMIT_MAX).contains(&limit) => query.limit = limit,
                    _ => drop(wrong(format!("Expected a number between 1 and {LIMIT_MAX}"))),
                },
                "orderBy" => match orders.iter().find(|by| by.text() == value) {
                    Some(by) => query.order_by = *by,
                    None => drop(wrong(format!("Expected one of: {}", names(orders)))),
                },
                "order" => match value.as_ref() {
                    "asc" => query.order = Order::Asc,
                    "desc" => query.order = Order::Desc,
                    _ => drop(wrong("Expected one of: asc, desc".to_owned())),
                },
                _ => query.others.push((name.into_owned(), value.into_owned())),
            }
        }
        if let Some(text) = after {
            query.after = Cursor::decode(&text, orders).filter(|cursor| cursor.order_by == query.order_by);
            if query.after.is_none() {
                details.insert("after".to_owned(), json!(["Not a cursor of this list"]));
            }
        }
        if details.is_empty() { Ok(query) } else { Err(ApiError::Invalid(details)) }
    }

    pub fn other(&self, name: &str) -> Option<&str> {
        self.others.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

fn names(orders: &[OrderBy]) -> String {
    orders.iter().map(|by| by.text()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDERS: &[OrderBy] = &[OrderBy::DtCreated, OrderBy::Name];

    #[test]
    fn a_query_is_read_strictly() {
        for (raw, wrong) in [
            ("", ""),
            ("limit=1&order=asc&orderBy=name", ""),
            ("limit=120&machineId=psx&unknown=1", ""),
            ("limit=0", "limit"),
            ("limit=121", "limit"),
            ("limit=ten", "limit"),
            ("limit=", "limit"),
            ("limit=-1", "limit"),
            ("order=up", "order"),
            ("orderBy=size", "orderBy"),
            ("orderBy=state", "orderBy"),
            ("after=%21%21", "after"),
            ("after=", "after"),
        ] {
            match PageQuery::parse(raw, ORDERS) {
                Ok(_) => assert_eq!(wrong, "", "{raw}"),
                Err(ApiError::Invalid(details)) => assert_eq!(details.keys().collect::<Vec<_>>(), [wrong], "{raw}"),
                Err(other) => unreachable!("{raw}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_cursor_comes_back_as_it_went_and_belongs_to_its_order() {
        let cursor = Cursor { order_by: OrderBy::Name, text: Some("a\nb <i>".to_owned()), serial: 7 };
        assert_eq!(Cursor::decode(&cursor.encode(), ORDERS), Some(cursor.clone()));
        let raw = format!("after={}&orderBy=dtCreated", cursor.encode());
        assert!(PageQuery::parse(&raw, ORDERS).is_err());
    }
}
