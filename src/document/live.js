// Shows the client's page anew when the server says that something changed. The page is whole without it.
(() => {
  const { live } = document.currentScript.dataset;
  let settle;
  let source;
  let missed = false;

  const look = async () => {
    const answer = await fetch(location.href, {
      headers: { accept: "text/html" },
      redirect: "manual",
    });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.status === 503) return;
    const box = document.querySelector("textarea");
    const typing = box && {
      text: box.value,
      at: [box.selectionStart, box.selectionEnd],
      focused: document.activeElement === box,
      height: box.style.height,
    };
    const open = [...document.querySelectorAll("details")].map((one) => one.open);
    const [here, there] = [document.body, next.body];
    // A form key belongs to what is being typed: the old one stays until it is sent.
    const key = here.querySelector("[name=formKey]");
    const freshKey = there.querySelector("[name=formKey]");
    if (key && freshKey && typing && typing.text) freshKey.value = key.value;
    here.replaceWith(there);
    [...there.querySelectorAll("details")].forEach(
      (one, index) => (one.open = Boolean(open[index])),
    );
    const newBox = there.querySelector("textarea");
    if (typing && newBox) {
      newBox.value = typing.text;
      newBox.style.height = typing.height;
      if (typing.focused) {
        newBox.focus({ preventScroll: true });
        newBox.setSelectionRange(...typing.at);
      }
    }
    if (answer.status === 404 || answer.status === 410) source.close();
  };
  const changed = () => {
    clearTimeout(settle);
    settle = setTimeout(() => look().catch(() => (missed = true)), 100);
  };
  const listen = () => {
    source = new EventSource(live);
    source.addEventListener("changed", changed);
    source.onopen = () => {
      if (missed) changed();
      missed = false;
    };
    source.onerror = () => {
      missed = true;
      if (source.readyState === 2) setTimeout(listen, 5000);
    };
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      source.close();
      missed = true;
    } else listen();
  });
  if (!document.hidden) listen();
})();
