"use strict";
// Sorting and filtering of the table of students. Without this script the table is complete, in
// the order of the names. What it says comes from the page, in the page's language.
//
// A browser needs seconds to lay out thousands of rows anew. So only the first of those that fit
// are shown; scrolling to the end, the button below, and printing bring the others.
(() => {
  const STEP = 200;
  const table = document.getElementById("table");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  const scroller = table.parentElement;
  const name = document.getElementById("name");
  const mark = document.getElementById("mark");
  const shown = document.getElementById("shown");
  const more = document.getElementById("more");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const names = rows.map((row) => row.cells[0].textContent);
  const sought = names.map(plain);
  const marks = rows.map((row) => new Set((row.dataset.m || "").split(" ")));
  const keys = new Map(); // by column: what each row is sorted by; null comes last either way
  let order = rows.map((_, place) => place);
  let limit = STEP;
  let scrolled = false;

  const isText = (column) => heads[column].dataset.sort === "text";

  const keysOf = (column) => {
    if (!keys.has(column)) {
      const key = (row) => row.cells[column].dataset.k ?? row.cells[column].textContent;
      const number = (text) => (text === "" ? null : Number(text));
      keys.set(column, isText(column) ? names : rows.map((row) => number(key(row))));
    }
    return keys.get(column);
  };

  const say = (count) => {
    shown.textContent = (count ? shown.dataset.some : shown.dataset.none)
      .replace("{shown}", count)
      .replace("{count}", rows.length);
  };

  // Shows the first rows that fit; says how many fit.
  const draw = () => {
    const part = plain(name.value.trim());
    const wanted = mark.value;
    let count = 0;
    for (const place of order) {
      const fits =
        (wanted === "" || marks[place].has(wanted)) && sought[place].includes(part);
      count += fits;
      const hidden = !fits || count > limit;
      if (rows[place].hidden !== hidden) rows[place].hidden = hidden;
    }
    more.hidden = count <= limit;
    more.textContent = more.dataset.more.replace("{count}", Math.min(STEP, count - limit));
    return count;
  };

  const extend = (by) => {
    limit += by;
    draw();
  };

  const afresh = () => {
    limit = STEP;
    if (scrolled) scroller.scrollTop = 0; // asks for a layout, so only where it is needed
    scrolled = false;
    return draw();
  };

  const filter = () => say(afresh());

  const sort = (column, direction) => {
    const found = keysOf(column);
    const compare = isText(column) ? collator.compare : (a, b) => a - b;
    order = rows.map((_, place) => place).sort((one, other) => {
      const [a, b] = [found[one], found[other]];
      if (a === null || b === null) return (a === null) - (b === null);
      return direction * compare(a, b);
    });
    afresh();
    body.replaceChildren(...order.map((place) => rows[place]));
  };

  const show = (wanted) => {
    name.value = "";
    mark.value = wanted;
    filter();
  };

  heads.forEach((head, column) => {
    if (head.dataset.sort === undefined) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const rising = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", rising ? "ascending" : "descending");
      sort(column, rising ? 1 : -1);
    });
  });
  for (const button of document.querySelectorAll("button[data-mark]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      show(button.dataset.mark);
      document.getElementById("students").scrollIntoView();
      mark.focus({ preventScroll: true });
    });
  }
  name.addEventListener("input", filter);
  mark.addEventListener("change", filter);
  document.getElementById("reset").addEventListener("click", () => show(""));
  more.addEventListener("click", () => extend(STEP));
  scroller.addEventListener("scroll", () => {
    scrolled = true;
    const below = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    if (!more.hidden && below < scroller.clientHeight) extend(STEP);
  });
  window.addEventListener("beforeprint", () => extend(rows.length));
  window.addEventListener("afterprint", () => extend(-rows.length));
  document.querySelector(".controls").hidden = false;
  filter(); // a browser may have kept what was typed before the page was loaded again
})();
