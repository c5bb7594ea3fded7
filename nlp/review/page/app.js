import {h, render, html, useEffect, useLayoutEffect, useRef, useState} from "./vendor/htm-preact.js";
import {add, pieces, selected, toPoints, toUnits, units} from "./text.js";
import {ask, Saver, toggled} from "./state.js";

function Labels({kind, title, choices, answer, scores, onToggle}) {
  const score = Object.fromEntries(scores.map((one) => [one.label, one.score]));
  return html`<fieldset id=${kind}><legend>${title}</legend>
    ${choices.map(({name, title, key, hint}) => html`
      <button key=${name} data-name=${name} title=${hint} aria-pressed=${answer.includes(name)}
        onClick=${() => onToggle(kind, name)}>
        <kbd>${key}</kbd> ${title} ${name in score && html`<small>${Math.round(100 * score[name])} %</small>`}
      </button>`)}
  </fieldset>`;
}

function Text({text, spans, checked, titles, onSelect, onRemove, area}) {
  return html`<p id="text" ref=${area} class=${checked ? "checked" : ""} onMouseUp=${onSelect}>
    ${pieces(text, spans).map(([words, span]) => span
      ? html`<mark class=${span[2]} data-label=${titles[span[2]]} title=${titles[span[2]]}
          onDblClick=${() => onRemove(span)}>${words}</mark>`
      : words)}
  </p>`;
}

function App({start}) {
  const {words} = start;
  const [number, go] = useState(Math.max(0, start.points.findIndex((point) => !point.done)));
  const [point, setPoint] = useState(null);
  const [answer, setAnswer] = useState(null);
  const [done, setDone] = useState(start.points.map((point) => point.done));
  const [status, setStatus] = useState(["saved"]);
  const [marked, setMarked] = useState(null);
  const history = useRef([]);
  const area = useRef(null);
  const saver = useRef(null);
  saver.current ??= new Saver((...status) => setStatus(status));

  useEffect(() => {
    let wanted = true;
    setMarked(null);
    ask(`/api/points/${number}`).then((found) => {
      if (!wanted) return;
      setPoint({...found, at: number, places: units(found.text)});
      setAnswer(saver.current.latest.get(number) ?? found.answer);
    }, (error) => setStatus(["refused", error.message]));
    return () => { wanted = false; };
  }, [number]);

  function put(at, next) {
    saver.current.save(at, next);
    setDone((before) => before.map((one, n) => (n === at ? next.done : one)));
    if (at === number) setAnswer(next);
  }
  const loaded = point?.at === number; // until then the answer is that of another point
  function change(next) {
    if (!loaded) return;
    history.current.push([number, answer]);
    put(number, {...answer, ...next});
  }
  function toggle(kind, name) { change({[kind]: toggled(answer[kind] ?? [], name, start.alone[kind]), done: false}); }
  function confirm() {
    if (!loaded) return;
    if (!(answer.topics ?? []).length || !(answer.decision_types ?? []).length) return setStatus(["refused", words.empty]);
    change({done: true});
    if (number + 1 < start.points.length) go(number + 1);
  }
  function undo() {
    const last = history.current.pop();
    if (!last) return;
    put(...last);
    go(last[0]);
  }
  function shown() { return toUnits(answer.spans ?? point.suggested.spans, point.places); }
  function keep(spans) {
    change({spans: toPoints(spans, point.places), done: false});
    getSelection().removeAllRanges();
    setMarked(null);
  }
  function mark(label) { keep(add(shown(), ...marked, label)); }
  function remove(span) { keep(shown().filter((one) => one[0] !== span[0])); }
  function checkNames() { change({spans: answer.spans === null ? point.suggested.spans : null, done: false}); }

  // before the next key, not after the next frame: quick keys build on each other
  useLayoutEffect(() => {
    function press(event) {
      if (event.altKey) return;
      const key = event.key.toLowerCase();
      if (event.ctrlKey || event.metaKey) {
        if (key === "z") { event.preventDefault(); undo(); }
        return;
      }
      if (!loaded) return;
      const among = (choices) => choices.find((one) => one.key === key)?.name;
      const acts = {
        enter: confirm,
        arrowright: () => go(Math.min(number + 1, start.points.length - 1)),
        arrowleft: () => go(Math.max(number - 1, 0)),
        escape: () => { getSelection().removeAllRanges(); setMarked(null); },
        tab: checkNames,
      };
      const entity = marked && among(start.entities);
      const topic = among(start.topics), type = among(start.decision_types);
      const act = acts[key] ?? (marked ? entity && (() => mark(entity))
        : topic ? () => toggle("topics", topic) : type && (() => toggle("decision_types", type)));
      if (act) { event.preventDefault(); act(); }
    }
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
  useEffect(() => {
    const warn = (event) => { if (saver.current.waiting.size) event.preventDefault(); };
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, []);

  if (!point || !answer) return html`<p id="status">${words[status[0]] ?? status[1]}</p>`;
  const titles = Object.fromEntries(start.entities.map(({name, title}) => [name, title]));
  const finished = done.filter(Boolean).length;
  return html`
    <header>
      <button id="back" onClick=${() => go(Math.max(number - 1, 0))} title="←">‹</button>
      <span id="place">${number + 1} / ${start.points.length}</span>
      <button id="on" onClick=${() => go(Math.min(number + 1, start.points.length - 1))} title="→">›</button>
      <progress value=${finished} max=${start.points.length}></progress>
      <span id="finished">${finished} ${words.done}</span>
      <button id="undo" disabled=${!history.current.length} onClick=${undo}>${words.undo} <kbd>Ctrl Z</kbd></button>
      <output id="status" class=${status[0]}>${status[1] ?? words[status[0]]}</output>
      <span>${start.by}</span>
    </header>
    <main>
      <article>
        <h1>${point.number && html`<small>${point.number}</small> `}${point.title}</h1>
        <p class="about">${[point.municipality, point.body, point.date, point.case].filter(Boolean).join(" · ")}</p>
        ${point.reasons.length > 0 && html`<p class="reasons">${point.reasons.join(" · ")}</p>`}
        <${Text} text=${point.text} spans=${shown()} checked=${answer.spans !== null} titles=${titles} area=${area}
          onSelect=${() => setMarked(selected(area.current))} onRemove=${remove} />
      </article>
      <aside>
        <${Labels} kind="topics" title=${words.topics} choices=${start.topics} answer=${answer.topics ?? []}
          scores=${point.suggested.topics} onToggle=${toggle} />
        <${Labels} kind="decision_types" title=${words.decision_types} choices=${start.decision_types}
          answer=${answer.decision_types ?? []} scores=${point.suggested.decision_types} onToggle=${toggle} />
        <fieldset id="entities" class=${marked ? "active" : ""}><legend>${words.entities}</legend>
          ${start.entities.map(({name, title, key}) => html`<button class=${name} data-name=${name} disabled=${!marked}
            onMouseDown=${(event) => event.preventDefault()} onClick=${() => mark(name)}><kbd>${key}</kbd> ${title}</button>`)}
          <button id="checked" aria-pressed=${answer.spans !== null} onClick=${checkNames}>
            <kbd>Tab</kbd> ${words.checked}</button>
          <p>${words.help}</p>
        </fieldset>
        <button id="confirm" class=${answer.done ? "done" : ""} onClick=${confirm}><kbd>Enter</kbd> ${words.confirm}</button>
      </aside>
    </main>`;
}

ask("/api/start").then(
  (start) => render(h(App, {start}), document.body),
  (error) => { document.body.textContent = error.message; },
);
