const ways = { sent: '→ sent', received: '← received', note: '· connection' };

const element = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

/** Time of day with milliseconds. */
const timeOf = (date) =>
  date.toTimeString().slice(0, 8) + `.${String(date.getMilliseconds()).padStart(3, '0')}`;

/** The log of frames: newest first, filtered by words and direction. */
export function createLog({ list, empty, filter, direction, clear }) {
  const matches = (entry) =>
    (!direction.value || entry.dataset.way === direction.value) &&
    entry.textContent.toLowerCase().includes(filter.value.trim().toLowerCase());

  function show() {
    let shown = 0;
    for (const entry of list.children) {
      entry.hidden = !matches(entry);
      if (!entry.hidden) shown += 1;
    }
    empty.hidden = shown > 0;
    empty.textContent = list.children.length
      ? 'No frame matches. Change the filter to see others.'
      : 'Nothing yet. Connect, and what is said appears here.';
  }

  filter.addEventListener('input', show);
  direction.addEventListener('change', show);
  clear.addEventListener('click', () => {
    list.replaceChildren();
    show();
  });

  /** `content` is left out where the name says it all. */
  return function add(way, name, content) {
    const now = new Date();
    const time = element('time', '', timeOf(now));
    time.dateTime = now.toISOString();
    const head = element('div', 'head', '');
    head.append(time, element('span', 'way', ways[way]), element('span', 'name', name));
    const entry = document.createElement('li');
    entry.dataset.way = way;
    entry.append(head);
    if (content !== undefined) entry.append(element('pre', '', JSON.stringify(content, null, 2)));
    list.prepend(entry);
    show();
  };
}
