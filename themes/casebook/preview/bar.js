/*
 * The strip above a previewed page: whose site it is, whether it is up to date, and what is wrong with the content.
 * The server tells by events; the page is loaded anew only when its own bytes have changed, and stays where it was read.
 */

const WORDS = {
  ja: {
    preview: "プレビュー",
    circle: "読む人",
    building: "更新しています",
    ready: "最新です",
    lost: "プレビューが止まっています",
    broken: (errors) => `誤りが ${errors} 件あります。前のページのままです`,
    warnings: (count) => `注意 ${count} 件`,
    errors: (count) => `誤り ${count} 件`,
    more: (count) => `ほか ${count} 件は、端末に出ています。`,
    error: "誤り",
    warning: "注意",
    hint: "ヒント",
  },
  en: {
    preview: "Preview",
    circle: "Readers",
    building: "Updating",
    ready: "Up to date",
    lost: "The preview has stopped",
    broken: (errors) => `${errors} errors. The last good page stays`,
    warnings: (count) => `${count} warnings`,
    errors: (count) => `${count} errors`,
    more: (count) => `${count} more are in the terminal.`,
    error: "Error",
    warning: "Warning",
    hint: "Hint",
  },
};

const words = WORDS[document.documentElement.lang] ?? WORDS.ja;
const bar = document.getElementById("casebook-preview");

function made(name, kind, text = "") {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  element.textContent = text;
  return element;
}

function chooser() {
  const label = made("label", "casebook-preview__circle", words.circle);
  const select = document.createElement("select");
  select.addEventListener("change", () =>
    fetch(`/__casebook/circle?name=${encodeURIComponent(select.value)}`, { method: "POST" }),
  );
  label.append(select);
  return { label, select };
}

function listed(problem) {
  const item = made("li", `casebook-preview__problem casebook-preview__problem--${problem.severity}`);
  const head = made("p", "casebook-preview__message");
  head.append(made("strong", "", words[problem.severity]), ` ${problem.message}`);
  const place = problem.file ? `${problem.file}${problem.line ? `:${problem.line}:${problem.column}` : ""}` : "";
  item.append(head, made("code", "casebook-preview__place", place));
  if (problem.text) item.append(marked(problem));
  item.append(made("p", "casebook-preview__hint", `${words.hint}: ${problem.hint}`));
  return item;
}

function marked({ text, start, length }) {
  const line = made("pre", "casebook-preview__line");
  line.append(text.slice(0, start), made("mark", "", text.slice(start, start + length)), text.slice(start + length));
  return line;
}

const strip = made("div", "casebook-preview__strip");
const state = made("span", "casebook-preview__state");
state.setAttribute("role", "status");
const { label, select } = chooser();
const details = made("details", "casebook-preview__details");
const summary = made("summary");
const list = made("ul", "casebook-preview__list");
const rest = made("p", "casebook-preview__hint");
details.append(summary, list, rest);
strip.append(made("strong", "casebook-preview__name", words.preview), label, state, details);
bar.append(strip);

function show(status) {
  select.replaceChildren(...status.circles.map(({ name, label: text }) => new Option(text, name)));
  select.value = status.circle;
  const errors = status.problems.filter((problem) => problem.severity === "error").length;
  const warnings = status.problems.length - errors + status.more;
  const said = { building: words.building, ready: words.ready, broken: words.broken(errors) }[status.state];
  state.textContent = status.doing ? `${said}（${status.doing}）` : said;
  bar.dataset.state = status.state;
  const counts = [errors && words.errors(errors), warnings && words.warnings(warnings)].filter(Boolean);
  details.hidden = counts.length === 0;
  summary.textContent = counts.join(" · ");
  list.replaceChildren(...status.problems.map(listed));
  rest.textContent = status.more ? words.more(status.more) : "";
  if (status.state === "broken") details.open = true;
  else if (errors === 0 && status.state === "ready") details.open = false;
}

/** Loads the page anew where the server has another one now. */
async function refresh() {
  const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
  if (answer.headers.get("X-Casebook-Stamp") !== bar.dataset.stamp) location.reload();
}

const events = new EventSource("/__casebook/events");
events.addEventListener("message", async ({ data }) => {
  show(JSON.parse(data));
  await refresh();
});
events.addEventListener("error", () => {
  state.textContent = words.lost;
  bar.dataset.state = "lost";
});
