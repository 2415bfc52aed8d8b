//! What is run in the page. Each script gives back what it measured.

/// Types a search letter by letter, and gives the milliseconds from each key to the picture after it. The search is
/// emptied again.
pub const SEARCH: &str = r"
    const [run] = arguments;
    const box = document.querySelector('input[type=search]');
    const type = (text) => new Promise((done) => {
        const start = performance.now();
        box.value = text;
        box.dispatchEvent(new Event('input', { bubbles: true }));
        requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => done(performance.now() - start);
            channel.port2.postMessage(0);
        });
    });
    const word = 'shot 0000' + run;
    const times = [];
    for (let at = 1; at <= word.length; at += 1) times.push(await type(word.slice(0, at)));
    await type('');
    return times;
";

/// Scrolls from the top to the end in ten seconds: the time between pictures, the script for each, and how many elements
/// there are. In a picture's callbacks ours comes first and marks the time, the page's follow, and the last one is ours.
pub const SCROLL: &str = r"
    const SECONDS = 10;
    const frames = [], scripts = [];
    let elements = 0, mark = 0;
    const scrolled = () => requestAnimationFrame(() => {
        if (mark) scripts.push(performance.now() - mark);
        mark = 0;
    });
    window.scrollTo(0, 0);
    await new Promise((done) => setTimeout(done, 500));
    addEventListener('scroll', scrolled);
    const span = document.documentElement.scrollHeight - innerHeight;
    await new Promise((done) => {
        let start = 0, last = 0;
        const step = (now) => {
            if (!start) start = now; else frames.push(now - last);
            last = now;
            const part = (now - start) / 1000 / SECONDS;
            if (part >= 1) return done();
            window.scrollTo(0, span * part);
            if (frames.length % 20 === 0) elements = Math.max(elements, document.querySelectorAll('*').length);
            mark = performance.now();
            requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
    });
    removeEventListener('scroll', scrolled);
    return { frames, scripts, elements };
";

/// The sum of all layout shifts since a moment of the page, in milliseconds, and the largest of them.
pub const LAYOUT_SHIFT: &str = r"
    const [since] = arguments;
    const entries = await new Promise((done) => {
        const seen = [];
        const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
        observer.observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(seen.filter((entry) => entry.startTime >= since)), 300);
    });
    const told = (entry) => ({ at: entry.startTime, value: entry.value, of: entry.sources.map(({ node, previousRect, currentRect }) =>
        `${node?.nodeName}.${node?.className} ${JSON.stringify(previousRect)} ${JSON.stringify(currentRect)}`) });
    return { now: performance.now(), sum: entries.reduce((sum, entry) => sum + entry.value, 0), largest: entries.sort((a, b) => b.value - a.value).slice(0, 3).map(told) };
";

/// When the first page had arrived and when the first row could be seen, in milliseconds of the page.
pub const FIRST_ROW: &str = r"
    const page = performance.getEntriesByType('resource').find((entry) => entry.name.includes('/v1/snapshots'));
    return { pageMs: page.responseEnd, rowMs: window.firstRowMs ?? null };
";

/// Follows one chain of pages to its end and does nothing with them: how long that takes.
pub const CHAIN: &str = r"
    const [token] = arguments;
    const start = performance.now();
    for (let after = null; ;) {
        const query = new URLSearchParams({ limit: 120, orderBy: 'dtCreated', order: 'desc' });
        if (after) query.set('after', after);
        const answer = await fetch('/v1/snapshots?' + query, { headers: { authorization: 'Bearer ' + token } });
        const page = JSON.parse(await answer.text());
        if (!page.hasMore) return performance.now() - start;
        after = page.nextPage;
    }
";

/// Begins to note tasks of 50 ms and more.
pub const WATCH_TASKS: &str = r"
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((entry) => entry.duration)))
        .observe({ type: 'longtask' });
";

/// The tasks that were noted, in milliseconds.
pub const LONG_TASKS: &str = "return window.longTasks;";

/// Goes from the list to a snapshot and back, so many times. Chromium ignores more than 200 changes of the address in ten
/// seconds, so that each trip takes its time.
pub const TRIPS: &str = r"
    const [trips] = arguments;
    const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    for (let trip = 0; trip < trips; trip += 1) {
        while (!document.querySelector('[role=row] a')) await painted();
        const links = document.querySelectorAll('[role=row] a');
        links[trip % Math.min(links.length, 10)].click();
        const isOpen = () => document.querySelector('.panel') && location.pathname !== '/';
        while (!isOpen()) await painted();
        history.back();
        while (document.querySelector('.panel') || location.pathname !== '/') await painted();
        await new Promise((done) => setTimeout(done, 100));
    }
    return trips;
";

/// Notes when the first row can be seen, and the memory of the program; to be run in every new document.
pub const WATCH: &str = r"
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const own = WebAssembly[name];
        WebAssembly[name] = async (...arguments) => {
            const result = await own.apply(WebAssembly, arguments);
            const memory = (result.instance ?? result).exports.memory;
            if (memory) window.programMemory = memory;
            return result;
        };
    }
    const look = () => {
        if (document.querySelector('[role=row] a')) window.firstRowMs = performance.now();
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
";

/// How large the program's memory is, in bytes.
pub const WASM_BYTES: &str = "return window.programMemory.buffer.byteLength;";

/// Fills in the token and signs in, as soon as there is a form.
pub const SIGN_IN: &str = r"
    const [token] = arguments;
    const painted = () => new Promise((done) => requestAnimationFrame(done));
    while (!document.querySelector('#token')) await painted();
    const field = document.querySelector('#token');
    field.value = token;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.form.requestSubmit();
    while (!document.querySelector('[role=row] a') || !document.querySelector('input[type=search]')) await painted();
";

/// Forgets the list of an earlier visit, if one is kept already.
pub const FORGET_LIST: &str = r"
    Object.keys(localStorage).filter((key) => key.startsWith('snapdeck.list')).forEach((key) => localStorage.removeItem(key));
    await new Promise((done) => {
        const request = indexedDB.deleteDatabase('snapdeck');
        request.onsuccess = request.onerror = request.onblocked = done;
    });
";

/// Searches for what all have, loads the rest, waits until all is there, and empties the search: begins with it.
pub const LOAD_THE_REST: &str = r"
    const painted = () => new Promise((done) => requestAnimationFrame(done));
    const box = document.querySelector('input[type=search]');
    const type = (text) => {
        box.value = text;
        box.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const button = (name) => [...document.querySelectorAll('button')].find((one) => !one.hidden && one.textContent === name);
    const load = async () => {
        type('s');
        while (!button('Load the rest')) await painted();
        const start = performance.now();
        button('Load the rest').click();
        await painted();
        while (button('Load the rest') || button('Stop loading')) await painted();
        const took = performance.now() - start;
        type('');
        await painted();
        await painted();
        return took;
    };
    window.theRest = load();
";

/// How long that took, in milliseconds; nothing if it is not there within the seconds given: no script may take longer.
pub const THE_REST: &str = r"
    const [seconds] = arguments;
    return Promise.race([window.theRest, new Promise((done) => setTimeout(done, seconds * 1000, null))]);
";
