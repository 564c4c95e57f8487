// Leads to the language that the reader's browser asks for first; remembers nothing. Who asks for none of the three,
// or has no scripts, chooses by the links.
"use strict";
(() => {
  const doors = new Map([...document.querySelectorAll("a[hreflang]")].map((link) => [link.hreflang, link.href]));
  const wanted = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]).find((lang) => doors.has(lang));
  if (wanted) location.replace(doors.get(wanted));
})();
