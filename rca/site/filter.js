// Narrowing the list of incidents works by style alone; this adds words, a count, and an address to share.
(() => {
  "use strict";
  const form = document.querySelector(".facets");
  const words = document.getElementById("words");
  const told = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const rows = [...document.querySelectorAll("tr.row")];
  const texts = rows.map((row) => row.textContent.toLowerCase());

  const renew = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    rows.forEach((row, at) => { row.hidden = !wanted.every((word) => texts[at].includes(word)); });
    const left = rows.filter((row) => row.offsetParent !== null || row.getClientRects().length).length;
    told.textContent = left === rows.length ? "" : `${left} of ${rows.length} shown`;
    nothing.classList.toggle("is-shown", !left);
    const chosen = [...form.querySelectorAll("input[id^=f-]:checked")].map((box) => box.id.slice(2));
    const hash = [...chosen, ...(words.value ? ["words=" + encodeURIComponent(words.value)] : [])].join("&");
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  };

  const restore = () => {
    for (const part of location.hash.slice(1).split("&").filter(Boolean)) {
      if (part.startsWith("words=")) words.value = decodeURIComponent(part.slice(6));
      else if (document.getElementById("f-" + part)) document.getElementById("f-" + part).checked = true;
    }
  };

  words.parentElement.hidden = false;
  restore();
  renew();
  form.addEventListener("input", renew);
  form.addEventListener("reset", () => setTimeout(renew));
  form.addEventListener("submit", (event) => event.preventDefault());
})();
