// Puts a button on the page that opens a chat with the desk of the Switchboard this script comes from. Until somebody
// opens it there is the button and nothing else (docs/widget.md).
(() => {
  const script = document.currentScript;
  if (!script || window.Switchboard) return;
  const { origin } = new URL(script.src);
  const { label = 'Chat with us', position = 'right', theme = 'auto' } = script.dataset;
  const site = location.origin;

  /** What the site has signed of its user; null for nobody. */
  let user = script.dataset.user || null;
  let frame = null;
  let ready = false;
  let open = false;
  let unread = 0;
  let parts = null;
  const dark = matchMedia('(prefers-color-scheme: dark)');

  const styles = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    .button, .panel { position: fixed; z-index: 2147483000; inset-block-end: 20px; }
    .button {
      display: flex; align-items: center; justify-content: center; inline-size: 56px; block-size: 56px; padding: 0;
      border: 0; border-radius: 50%; background: #0c615c; color: #fff; cursor: pointer;
      box-shadow: 0 2px 12px rgb(0 0 0 / 25%);
    }
    .button:hover { background: #094d49; }
    .button:focus-visible { outline: 2px solid #0c615c; outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
    .button svg { inline-size: 26px; block-size: 26px; fill: none; stroke: currentcolor; stroke-width: 1.5;
      stroke-linecap: round; stroke-linejoin: round; }
    .count {
      position: absolute; inset-block-start: -2px; inset-inline-end: -2px; min-inline-size: 20px; padding: 0 5px;
      border: 2px solid #fff; border-radius: 12px; background: #b42318; color: #fff;
      font: 600 12px/18px system-ui, sans-serif; text-align: center;
    }
    .panel {
      visibility: hidden; inset-block-end: 88px; inline-size: 400px; block-size: min(680px, calc(100dvh - 108px));
      max-inline-size: calc(100vw - 40px); overflow: hidden; border: 1px solid rgb(0 0 0 / 15%); border-radius: 14px;
      background: #fdfcfa; box-shadow: 0 8px 40px rgb(0 0 0 / 25%);
    }
    .dark .panel { border-color: rgb(255 255 255 / 18%); background: #1d1b19; }
    .open .panel { visibility: visible; }
    .end .button, .end .panel { right: 20px; }
    .start .button, .start .panel { left: 20px; }
    iframe { display: block; inline-size: 100%; block-size: 100%; border: 0; color-scheme: normal; }
    [hidden] { display: none; }
    .said { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    @media (max-width: 480px), (max-height: 480px) {
      .panel, .start .panel, .end .panel {
        inset: 0; inline-size: 100%; block-size: 100dvh; max-inline-size: none; border: 0; border-radius: 0;
      }
      .open .button { visibility: hidden; }
    }
    @media (prefers-reduced-motion: no-preference) {
      .button { transition: background-color 120ms ease-out; }
      .open .panel { animation: rise 160ms ease-out; }
      @keyframes rise { from { opacity: 0; transform: translateY(8px); } }
    }
  `;
  const bubble = 'M21 11.5a8.4 8.4 0 0 1-12.3 7.4L3 21l2.1-5.7A8.4 8.4 0 1 1 21 11.5z';
  const cross = 'M6 6l12 12M18 6L6 18';

  /** What the browser keeps for the page; nothing where it does not. */
  function kept(storage, key, value) {
    try {
      const store = window[storage];
      if (value === undefined) return store.getItem(key);
      if (value) store.setItem(key, value);
      else store.removeItem(key);
    } catch {
      // Turned off.
    }
    return null;
  }
  const OPEN = 'switchboard-open';
  const KNOWN = 'switchboard-chat';
  const VISITOR = 'switchboard-visitor';

  /** The scheme of the page: what it was told, what the page says of itself, what the reader likes. */
  function scheme() {
    if (theme === 'light' || theme === 'dark') return theme;
    const said = getComputedStyle(document.documentElement).colorScheme.match(/\b(light|dark)\b/g) ?? [];
    if (said.length === 1) return said[0];
    return said.length > 1 && dark.matches ? 'dark' : 'light';
  }

  /** Tells the frame, which takes nothing from any other page. */
  const say = (message) => frame?.contentWindow?.postMessage(message, origin);

  const sayUser = () => say({ switchboard: 'user', user, kept: kept('localStorage', VISITOR) });

  function element(name, attributes = {}) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function render() {
    if (!parts) return;
    const { place, button, count, path, said } = parts;
    place.className = `${position === 'left' ? 'start' : 'end'} ${open ? 'open' : ''} ${scheme()}`;
    const news = unread > 0 && !open ? `${unread} unread ${unread === 1 ? 'message' : 'messages'}` : '';
    button.setAttribute('aria-label', open ? 'Close chat' : news ? `${label}, ${news}` : label);
    button.setAttribute('aria-expanded', String(open));
    count.hidden = !news;
    count.textContent = unread > 99 ? '99+' : String(unread);
    path.setAttribute('d', open ? cross : bubble);
    if (said.textContent !== news) said.textContent = news;
  }

  function load() {
    if (frame) return;
    frame = element('iframe', {
      src: `${origin}/widget/${scheme()}?site=${encodeURIComponent(site)}`,
      title: label,
      allow: 'clipboard-write',
    });
    parts.panel.append(frame);
  }

  function show(next, byHand) {
    if (!parts || open === next) return;
    open = next;
    kept('sessionStorage', OPEN, open && '1');
    if (open) load();
    render();
    if (ready) say({ switchboard: 'panel', open, focus: open && byHand });
    if (!byHand) return;
    // The frame brings the focus to where one writes once it is there.
    if (open) frame.focus();
    else parts.button.focus();
  }

  const heard = {
    hello() {
      ready = true;
      sayUser();
      say({ switchboard: 'panel', open, focus: open && parts.place.contains(root().activeElement) });
    },
    close: () => show(false, true),
    unread({ count }) {
      unread = Number(count) || 0;
      render();
    },
    chat: ({ known }) => void kept('localStorage', KNOWN, known === true && '1'),
    // Where the browser keeps nothing for the frame itself.
    keep: ({ kept: visitor }) => void kept('localStorage', VISITOR, visitor),
    trouble: ({ text }) => console.error(`Switchboard: the chat cannot be opened. ${text}`),
  };
  const root = () => parts.place.getRootNode();

  function hear({ source, origin: from, data }) {
    if (!frame || source !== frame.contentWindow || from !== origin) return;
    if (data && Object.hasOwn(heard, data.switchboard)) heard[data.switchboard](data);
  }

  function begin() {
    const host = element('switchboard-widget');
    const shadow = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    shadow.adoptedStyleSheets = [sheet];

    const place = element('div');
    const button = element('button', { class: 'button', type: 'button', 'aria-haspopup': 'dialog' });
    const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    drawing.setAttribute('viewBox', '0 0 24 24');
    drawing.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    drawing.append(path);
    const count = element('span', { class: 'count', 'aria-hidden': 'true' });
    const panel = element('div', { class: 'panel', role: 'dialog', 'aria-label': label });
    const said = element('div', { class: 'said', role: 'status' });
    button.append(drawing, count);
    place.append(button, panel, said);
    shadow.append(place);
    parts = { place, button, count, path, panel, said };

    button.addEventListener('click', () => show(!open, true));
    place.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && open) show(false, true);
    });
    window.addEventListener('message', hear);
    const schemeChanged = () => {
      render();
      if (ready) say({ switchboard: 'scheme', scheme: scheme() });
    };
    dark.addEventListener('change', schemeChanged);
    new MutationObserver(schemeChanged).observe(document.documentElement, {
      attributeFilter: ['class', 'style', 'data-theme'],
    });
    render();
    document.body.append(host);

    // A visitor who was in the middle of it goes on; one with a chat is told of answers.
    const wide = !matchMedia('(max-width: 480px), (max-height: 480px)').matches;
    if (wide && kept('sessionStorage', OPEN)) show(true, false);
    else if (kept('localStorage', KNOWN)) load();
  }

  window.Switchboard = {
    open: () => show(true, true),
    close: () => show(false, true),
    /** The site's user has signed in or out: what it has signed of them, or null. */
    identify(next) {
      user = next || null;
      if (ready) sayUser();
    },
  };

  fetch(`${origin}/api/widget?site=${encodeURIComponent(site)}`, { credentials: 'omit' })
    .then((answer) => answer.json())
    .then(
      ({ allowed }) => {
        if (allowed) begin();
        else
          console.error(
            `Switchboard: ${site} may not have the chat button. WIDGET_ORIGINS of the server ${origin} names the sites that may.`,
          );
      },
      () => console.error(`Switchboard: ${origin} cannot be reached, so there is no chat button.`),
    );
})();
