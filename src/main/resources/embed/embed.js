// Puts a form into a foreign page, in a shadow tree of its own: right behind this script, or into each
// <div data-jawort="KEY"> that the page has. No cookie, no storage, no inline style, no HTML from text,
// so that a strict policy of the page (Content-Security-Policy, Trusted Types) lets it be.
(() => {
"use strict";
const form = __FORM__, key = __KEY__, title = __TITLE__;
const script = document.currentScript;
const here = document.createElement("div");

const make = (tag, values) => Object.assign(document.createElement(tag), values);
const warn = why => console.warn("Jawort: " + why + " (" + form + ")");
const link = text => make("a", {href: form, target: "_blank", textContent: text});

// Before the page is complete nobody knows whether it has a place further down.
if (script && !script.closest("head")) {
  script.after(here);
}
const places = () => {
  const named = [...document.querySelectorAll("[data-jawort]")].filter(one => one.dataset.jawort === key);
  if (named.length) {
    here.remove();
    return named.filter(one => !one.shadowRoot);
  }
  const found = script || [...document.scripts].find(one => one.src === form + "/embed.js");
  if (!here.isConnected && found && !found.closest("head")) {
    found.after(here);
  }
  if (!here.isConnected) {
    warn("no place for the form; give it a <div data-jawort=\"" + key + "\">");
  }
  return here.isConnected ? [here] : [];
};

const show = place => {
  const root = place.attachShadow({mode: "open"});
  const request = new XMLHttpRequest();
  request.open("GET", form + "/embed");
  // A document, since text made into HTML is what strict pages forbid.
  request.responseType = "document";
  request.onloadend = () => {
    const main = request.response && request.response.querySelector("main");
    if (request.status === 404) {
      warn("there is no such form");
    } else if (main) {
      draw(root, main);
    } else {
      warn("the form cannot be fetched; see connect-src of this page and the allowed websites");
      root.append(link(title));
    }
  };
  request.send();
};

const draw = (root, main) => {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(main.dataset.style);
    root.adoptedStyleSheets = [sheet];
  } catch (e) {
    warn(e.message);
  }
  delete main.dataset.style;
  root.append(main);
  main.addEventListener("submit", event => {
    event.preventDefault();
    send(root, main, event.target);
  });
};

const send = async (root, main, filled) => {
  if (filled.ariaBusy === "true") {
    return;
  }
  filled.ariaBusy = "true";
  const body = new URLSearchParams(new FormData(filled));
  body.append("_page", location.origin + location.pathname);
  let status = 0, answer = {};
  try {
    const response = await fetch(form, {method: "POST", body, credentials: "omit", headers: {Accept: "application/json"}});
    status = response.status;
    answer = await response.json();
  } catch (e) {
    warn(e.message);
  }
  filled.ariaBusy = "false";
  if (status === 202 && answer.next) {
    location.assign(answer.next);
  } else if (status === 202) {
    const done = main.querySelector(".done");
    done.hidden = false;
    main.replaceChildren(done);
    done.focus();
    root.host.dispatchEvent(new CustomEvent("jawort:accepted", {bubbles: true}));
  } else if (answer.step) {
    ask(root, main, filled, answer.step);
  } else {
    refuse(root, main, filled, answer);
  }
};

// One more click, and a wait where many come at once.
const ask = (root, main, filled, {field, token, work}) => {
  root.querySelectorAll(".summary").forEach(one => one.remove());
  const hidden = filled.elements[field] || make("input", {type: "hidden", name: field});
  hidden.value = token;
  filled.append(hidden);
  const summary = make("div", {className: "summary", role: "status", tabIndex: -1});
  const button = make("button", {type: "button", textContent: main.dataset.again, disabled: !!work});
  button.onclick = () => filled.requestSubmit();
  summary.append(make("p", {textContent: work ? main.dataset.many : main.dataset.one}), button);
  filled.before(summary);
  summary.focus();
  if (work) {
    setTimeout(() => { button.disabled = false; }, 1000 * main.dataset.wait);
  }
};

const refuse = (root, main, filled, answer) => {
  root.querySelectorAll(".wrong,.summary").forEach(one => one.remove());
  root.querySelectorAll("[aria-invalid]").forEach(one => one.removeAttribute("aria-invalid"));
  const said = [];
  let first;
  for (const {field, message} of answer.errors || []) {
    const control = root.getElementById(field), id = field + "-wrong";
    if (!control || !filled.contains(control)) {
      said.push(message);
    } else if (!root.getElementById(id)) {
      const group = control.matches("fieldset");
      const around = group ? control : control.closest(".box") ? control.nextElementSibling : control.parentNode;
      around.append(make("span", {className: "wrong", id, textContent: message}));
      control.setAttribute("aria-describedby", (root.getElementById(field + "-help") ? field + "-help " : "") + id);
      if (!group) {
        control.setAttribute("aria-invalid", "true");
      }
      first = first || control;
    }
  }
  if (!first || said.length) {
    const summary = make("div", {className: "summary", role: "alert", tabIndex: -1});
    for (const text of said.length ? said : [answer.detail || main.dataset.failed]) {
      summary.append(make("p", {textContent: text}));
    }
    const way = make("p");
    way.append(link(main.dataset.open));
    summary.append(way);
    filled.before(summary);
    first = first || summary;
  }
  first.focus();
};

const begin = () => places().forEach(show);
if (document.readyState === "loading") {
  addEventListener("DOMContentLoaded", begin);
} else {
  begin();
}
})();
