//! Dates in the user's locale.

use std::cell::RefCell;

use js_sys::{Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::browser::clock;
use snapdeck_core::list::named::Written;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::timeline::axis::Unit;

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

/// The time of day, with the date if that is not today.
pub fn recent(at: Timestamp) -> String {
    let (date, now) = (date(at), date(clock::now()));
    let day = |date: &Date| (date.get_full_year(), date.get_month(), date.get_date());
    if day(&date) == day(&now) { time(at) } else { readable(at) }
}

/// The time of day.
pub fn time(at: Timestamp) -> String {
    written(Style::Time, at)
}

/// How many days before today that was, by the calendar.
pub fn days_ago(at: Timestamp) -> u64 {
    let day_ms = 24 * 60 * 60_000;
    // A day may be an hour shorter or longer.
    (start_of(clock::now(), Unit::Day).since(start_of(at, Unit::Day)) + day_ms / 2) / day_ms
}

/// Date and time to the minute.
pub fn readable(at: Timestamp) -> String {
    written(Style::Full, at)
}

/// RFC 3339, for programs.
pub fn exact(at: Timestamp) -> String {
    date(at).to_iso_string().into()
}

/// The moment that a `datetime-local` field holds; none while it is incomplete.
pub fn of_local(text: &str) -> Option<Timestamp> {
    let ms = Date::parse(text);
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit 53 bits")]
    ms.is_finite().then_some(Timestamp(ms as i64))
}

/// The beginning of a written date, by the local clock.
pub fn of_written(written: Written) -> Timestamp {
    let (hour, minute) = written.time.unwrap_or_default();
    let (year, month, day) = (written.year.into(), i32::from(written.month) - 1, written.day.into());
    let date = Date::new_with_year_month_day_hr_min(year, month, day, hour.into(), minute.into());
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit 53 bits")]
    Timestamp(date.get_time() as i64)
}

/// `Nov 22, 14:03`, with the year where that is another one.
pub fn moment(at: Timestamp) -> String {
    written(if is_of_this_year(at) { Style::Moment } else { Style::MomentOfYear }, at)
}

/// `Nov 22`, with the year where that is another one.
pub fn day(at: Timestamp) -> String {
    written(day_style(at), at)
}

/// `Nov 22 – 24`, or the times of one day.
pub fn stretch(from: Timestamp, to: Timestamp) -> String {
    let day = |at: Timestamp| sortable_minute(at).split(' ').next().map(str::to_owned);
    let style = if day(from) == day(to) { Style::Moment } else { day_style(from) };
    with_format(style, |format| {
        let range = Reflect::get(format, &JsValue::from_str("formatRange")).ok()?.dyn_into::<Function>().ok()?;
        range.call2(format, &date(from), &date(to)).ok()?.as_string()
    })
    .unwrap_or_else(|| format!("{} – {}", self::day(from), self::day(to)))
}

/// The beginning of the hour, day, month or year that a moment is in.
pub fn start_of(at: Timestamp, unit: Unit) -> Timestamp {
    let date = date(at);
    date.set_minutes(0);
    let midnight = |month, day| Date::new_with_year_month_day(date.get_full_year(), month, day);
    let start = match unit {
        Unit::Hour => {
            date.set_seconds(0);
            date.set_milliseconds(0);
            date
        }
        Unit::Day => midnight(to_i32(date.get_month()), to_i32(date.get_date())),
        Unit::Month => midnight(to_i32(date.get_month()), 1),
        Unit::Year => midnight(0, 1),
    };
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit 53 bits")]
    Timestamp(start.get_time() as i64)
}

fn to_i32(part: u32) -> i32 {
    i32::try_from(part).unwrap_or_default()
}

/// What is written of the beginning of such a unit.
pub fn tick(at: Timestamp, unit: Unit) -> String {
    match unit {
        Unit::Hour => written(Style::Time, at),
        Unit::Day => day(at),
        Unit::Month => written(Style::Month, at),
        Unit::Year => date(at).get_full_year().to_string(),
    }
}

fn day_style(at: Timestamp) -> Style {
    if is_of_this_year(at) { Style::Day } else { Style::DayOfYear }
}

fn is_of_this_year(at: Timestamp) -> bool {
    date(at).get_full_year() == date(clock::now()).get_full_year()
}

/// What is written of a date.
#[derive(Clone, Copy, Debug)]
enum Style {
    Full,
    Moment,
    MomentOfYear,
    Day,
    DayOfYear,
    Month,
    Time,
}

impl Style {
    fn options(self) -> &'static [(&'static str, &'static str)] {
        const ALL: [(&str, &str); 5] =
            [("month", "short"), ("day", "numeric"), ("hour", "numeric"), ("minute", "2-digit"), ("year", "numeric")];
        const DAY_OF_YEAR: [(&str, &str); 3] = [ALL[0], ALL[1], ALL[4]];
        const MONTH: [(&str, &str); 2] = [ALL[0], ALL[4]];
        match self {
            Self::Full => &[("dateStyle", "medium"), ("timeStyle", "short")],
            Self::Moment => &ALL[..4],
            Self::MomentOfYear => &ALL,
            Self::Day => &ALL[..2],
            Self::DayOfYear => &DAY_OF_YEAR,
            Self::Month => &MONTH,
            Self::Time => &ALL[2..4],
        }
    }
}

thread_local! {
    /// Making one takes the browser longer than writing with it.
    static FORMATS: RefCell<[Option<Intl::DateTimeFormat>; 7]> = const { RefCell::new([const { None }; 7]) };
}

fn with_format<T>(style: Style, write: impl FnOnce(&Intl::DateTimeFormat) -> T) -> T {
    let made = || {
        let options = Object::new();
        for (name, value) in style.options() {
            // Setting a property of a plain object cannot fail.
            let _set = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
        }
        Intl::DateTimeFormat::new(&js_sys::Array::new(), options.unchecked_ref())
    };
    FORMATS.with_borrow_mut(|formats| write(formats[style as usize].get_or_insert_with(made)))
}

fn written(style: Style, at: Timestamp) -> String {
    let text = with_format(style, |format| format.format().call1(&JsValue::NULL, &date(at)));
    text.ok().and_then(|text| text.as_string()).unwrap_or_else(|| sortable_minute(at))
}

fn date(at: Timestamp) -> Date {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit 53 bits")]
    Date::new(&JsValue::from_f64(at.0 as f64))
}
