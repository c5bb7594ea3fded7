// Talks to the server: what is asked for, and every change saved in order, tried again where it fails.

const HEADERS = {"Content-Type": "application/json", "X-Referat": "1"};

export async function ask(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error((await response.json()).error);
  return response.json();
}

export class Saver {
  // One change after another; of several for one point that wait, only the last is sent.
  constructor(report) {
    this.report = report;
    this.waiting = new Map();
    this.latest = new Map(); // what was said here counts before what the server said in the meantime
    this.running = false;
  }

  save(number, answer) {
    this.waiting.set(number, answer);
    this.latest.set(number, answer);
    this.report("saving");
    if (!this.running) this.run();
  }

  async run() {
    this.running = true;
    while (this.waiting.size) {
      const [number, answer] = this.waiting.entries().next().value;
      try {
        const options = {method: "PUT", headers: HEADERS, body: JSON.stringify(answer)};
        const response = await fetch(`/api/points/${number}`, options);
        if (this.waiting.get(number) === answer) this.waiting.delete(number);
        if (!response.ok) {
          if (this.latest.get(number) === answer) this.latest.delete(number);
          this.report("refused", (await response.json()).error);
        } else if (!this.waiting.size) this.report("saved");
      } catch {
        this.report("offline");
        await new Promise((go) => setTimeout(go, 1000));
      }
    }
    this.running = false;
  }
}

export function toggled(labels, name, alone) {
  // A label put on or taken off; the one that stands alone takes the others' place, and gives way to them.
  if (labels.includes(name)) return labels.filter((one) => one !== name);
  if (name === alone) return [name];
  return [...labels.filter((one) => one !== alone), name];
}
