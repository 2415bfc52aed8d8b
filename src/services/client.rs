//! The core's runner of this tab, for whoever calls the API or begins something.

use leptos::prelude::*;

use crate::services::host::BrowserHost;
use crate::state::list::List;
use snapdeck_core::api::call::Call;
use snapdeck_core::list::inventory::Inventory;
use snapdeck_core::list::walk::Walk;
use snapdeck_core::model::config::ApiBaseUrl;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::model::page::Page;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::runner::Runner;

/// The runner.
#[derive(Clone, Copy, Debug)]
pub struct Client(StoredValue<Runner<BrowserHost>, LocalStorage>);

impl Client {
    /// A runner for an API at that address, over the state that is in the context, and its place there. Nothing happens yet.
    pub fn provide(base: ApiBaseUrl) -> Self {
        let host = BrowserHost::new(base.clone());
        let client = Self(StoredValue::new_local(Runner::new(host, base)));
        host.on_tick(Callback::new(move |()| client.runner().tick()));
        List::expect().carried_out_by(Callback::new(move |event| client.runner().tell::<Inventory>(event)));
        provide_context(client);
        client
    }

    /// The runner of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    pub(super) fn runner(self) -> Runner<BrowserHost> {
        self.0.get_value()
    }

    /// Sends a call that only reads, a few times where that may help, as [`Runner::read`].
    ///
    /// # Errors
    /// Whatever keeps the last answer away.
    pub async fn read<T>(self, call: Call<T>) -> Result<T, Problem> {
        self.runner().read(&call).await
    }

    /// Gives a snapshot a name, as [`Runner::rename`].
    ///
    /// # Errors
    /// Why not.
    pub async fn rename(self, id: &SnapshotId, name: &str) -> Result<(), Problem> {
        self.runner().rename(id, name).await
    }

    /// Reads a list page by page, up to that many pages; it ends even where the cursors lead in a circle.
    ///
    /// # Errors
    /// Why a page did not come.
    pub async fn read_pages<T>(
        self,
        pages_max: usize,
        call: impl Fn(Option<&str>) -> Call<Page<T>>,
    ) -> Result<Vec<T>, Problem> {
        let (mut rows, mut walk) = (Vec::new(), Walk::default());
        for _ in 0..pages_max {
            let Some(after) = walk.next() else { break };
            let page = self.read(call(after.as_deref())).await?;
            walk.go_on(page.items.len(), page.has_more, page.next_page);
            rows.extend(page.items);
        }
        Ok(rows)
    }
}
