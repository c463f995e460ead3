// Runs before the first paint: the reader's choice of colours, if there is one.
try {
  const choice = localStorage.getItem("gongshi.scheme");
  if (choice === "dark" || choice === "light") document.documentElement.dataset.scheme = choice;
} catch { /* storage is off: the system's choice holds */ }
document.documentElement.classList.replace("no-js", "js");
