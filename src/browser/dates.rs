//! Dates in the user's locale.

use js_sys::{Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::browser::clock;
use snapdeck_core::model::time::Timestamp;

/// `YYYY-MM-DD HH:MM` in local time: sortable and the same in every language, for the name of a snapshot.
pub fn sortable_minute(at: Timestamp) -> String {
    let date = date(at);
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}

/// `HH:MM` in local time, with the date if that is not today.
pub fn recent(at: Timestamp) -> String {
    let (date, now) = (date(at), date(clock::now()));
    let day = |date: &Date| (date.get_full_year(), date.get_month(), date.get_date());
    if day(&date) == day(&now) { format!("{:02}:{:02}", date.get_hours(), date.get_minutes()) } else { readable(at) }
}

/// Date and time to the minute.
pub fn readable(at: Timestamp) -> String {
    let options = Object::new();
    for (name, style) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // Setting a property of a plain object cannot fail.
        let _set = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(style));
    }
    let format = Intl::DateTimeFormat::new(&js_sys::Array::new(), options.unchecked_ref()).format();
    let text = format.call1(&JsValue::NULL, &date(at));
    text.ok().and_then(|text| text.as_string()).unwrap_or_else(|| sortable_minute(at))
}

fn date(at: Timestamp) -> Date {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit 53 bits")]
    Date::new(&JsValue::from_f64(at.0 as f64))
}
