// Keeps an open status page up to date: hears that something changed, fetches the page and takes over what differs.
// The page is whole without it. A form in use is never touched, and only a good answer that is this page is shown.
(() => {
  const { path, live, seen } = document.currentScript.dataset;
  const { locks } = navigator;
  const others = locks && new BroadcastChannel(live);
  /** Ends what a page does while it is being looked at: its stream, or its waiting for one. */
  let visit;
  let isGone = false;

  // What is shown.

  const isChanged = (field) =>
    field.type === "file"
      ? field.files.length
      : field.type === "radio" || field.type === "checkbox"
        ? field.checked !== field.defaultChecked
        : field.options
          ? [...field.options].some((one) => one.selected !== one.defaultSelected)
          : field.type !== "hidden" && field.value !== (field.defaultValue ?? field.value);
  const isInUse = (node) =>
    node.localName === "form" &&
    (node.contains(document.activeElement) ||
      node.querySelector("[role=alert]") ||
      [...node.elements].some(isChanged));
  const holdsUse = (node) =>
    isInUse(node) || (node.querySelectorAll && [...node.querySelectorAll("form")].some(isInUse));
  const keyOf = (node) =>
    node.nodeName +
    (node.id || (node.localName === "li" && node.querySelector("a")?.getAttribute("href")) || "");

  const own = (name) => name === "open" || name === "style";
  const morphAttributes = (here, there) => {
    for (const { name } of Array.from(here.attributes))
      if (!own(name) && !there.hasAttribute(name)) here.removeAttribute(name);
    for (const { name, value } of there.attributes)
      if (!own(name) && here.getAttribute(name) !== value) here.setAttribute(name, value);
  };
  const morphChildren = (here, there) => {
    let at = here.firstChild;
    const passOver = () => {
      const node = at;
      at = at.nextSibling;
      if (!holdsUse(node)) node.remove();
    };
    for (const wanted of there.childNodes) {
      let match = at;
      while (match && keyOf(match) !== keyOf(wanted)) match = match.nextSibling;
      if (match) {
        while (at !== match) passOver();
        at = match.nextSibling;
        morph(match, wanted);
      } else here.insertBefore(document.importNode(wanted, true), at);
    }
    while (at) passOver();
  };
  /** Makes `here` what `there` is, in place: focus, caret, scrolling and what is open stay. */
  const morph = (here, there) => {
    if (isInUse(here)) return;
    if (here.nodeType !== 1) {
      if (here.data !== there.data) here.data = there.data;
      return;
    }
    morphAttributes(here, there);
    morphChildren(here, there);
    if (here.localName === "form") here.reset();
  };

  const showGone = (page) => {
    const notice = document.createElement("div");
    notice.id = "gone";
    notice.setAttribute("role", "alert");
    notice.append(...page.querySelector("main").childNodes);
    document.body.prepend(notice);
    isGone = true;
    visit?.abort();
  };

  // What is being written: it stays in this browser until it has arrived, over a closed tab and a new version.

  const field = document.getElementById("text");
  /** The browser's storage; nothing where the person has closed it to pages. */
  const storage = (() => {
    try {
      return localStorage;
    } catch {
      return null;
    }
  })();
  if (field && storage) {
    const key = `draft ${path}`;
    if (location.hash === "#sent") {
      storage.removeItem(key);
      // So that the next message is not taken for one that has arrived.
      history.replaceState(null, "", "#thread");
    } else if (!field.value) field.value = storage.getItem(key) ?? "";
    field.oninput = () => storage.setItem(key, field.value);
  }

  // When it is fetched: shortly after a change; after an answer that is not the page, later and later.

  const pause = (failures) => Math.min(60_000, 1_000 * 2 ** failures);
  /** How long an answer asks to wait, in milliseconds. */
  const asked = (answer) => Math.min(600, Number(answer.headers?.get("retry-after")) || 0) * 1_000;
  let timer;
  let failures = 0;
  let isFetching = false;
  let isOutdated = false;

  const look = async () => {
    isFetching = true;
    isOutdated = false;
    const answer = await fetch(path, { redirect: "manual" });
    const { body } = new DOMParser().parseFromString(await answer.text(), "text/html");
    const isOwn = body.dataset.page === document.body.dataset.page;
    if (document.hidden) return;
    if (answer.status === 200 && isOwn) morph(document.body, body);
    else if ((answer.status === 404 || answer.status === 410) && body.dataset.page === "gone")
      showGone(body);
    else throw answer;
    failures = 0;
  };
  const lookIn = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(
      () =>
        look()
          .catch((why) => document.hidden || lookIn(Math.max(pause(++failures), asked(why))))
          .finally(() => {
            isFetching = false;
            if (isOutdated && !failures) lookIn(100);
          }),
      ms,
    );
  };
  const changed = () => {
    if (document.hidden || isGone) return;
    if (isFetching) isOutdated = true;
    else if (!failures) lookIn(100);
  };

  // Where changes are heard of: one window of a page has the stream and tells the others.

  const tell = () => {
    others?.postMessage("");
    changed();
  };
  if (others) others.onmessage = changed;

  const listen = (signal, hasMissed) => {
    let source;
    let reconnect;
    let lost = 0;
    // It does not tell what the answer was, so that is asked for once more.
    const wait = async (ms) => {
      const asking = new AbortController();
      const answer = await fetch(live, { signal: asking.signal }).catch(() => ({}));
      asking.abort();
      if (!signal.aborted) reconnect = setTimeout(open, Math.max(ms, asked(answer)));
    };
    const open = () => {
      source = new EventSource(live);
      source.addEventListener("changed", tell);
      source.onopen = () => {
        if (hasMissed) tell();
        hasMissed = false;
        lost = 0;
      };
      source.onerror = () => {
        hasMissed = true;
        // A browser tries again by itself, but not after an answer that is no stream.
        if (source.readyState === 2) wait(pause(++lost));
      };
    };
    open();
    return new Promise((done) => {
      signal.onabort = () => {
        clearTimeout(reconnect);
        source.close();
        done();
      };
    });
  };

  const begin = () => {
    const { signal } = (visit = new AbortController());
    const lead = (hasMissed) => signal.aborted || listen(signal, hasMissed);
    if (!locks) return lead();
    // At once where no other window does; else as soon as that one no longer does.
    locks
      .request(live, { ifAvailable: true }, (lock) =>
        lock ? lead() : locks.request(live, { signal }, () => lead(true)),
      )
      .catch((error) => {
        if (error.name !== "AbortError") throw error;
      });
  };
  document.addEventListener("visibilitychange", () => {
    if (isGone) return;
    if (document.hidden) {
      clearTimeout(timer);
      visit?.abort();
      return;
    }
    failures = 0;
    if (isFetching) isOutdated = true;
    else lookIn(0);
    begin();
  });
  if (!document.hidden) begin();

  // That a person is here, once: by a tap, a click or a key in a page that is looked at some seconds later, too. Mail
  // scanners run scripts, move a pointer and scroll.

  let noticed;
  const notice = ({ isTrusted }) => {
    if (!isTrusted || isGone) return;
    noticed ??= setTimeout(() => {
      if (document.hidden) noticed = undefined;
      else navigator.sendBeacon(seen);
    }, 3_000);
  };
  if (seen) for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, notice);
})();
