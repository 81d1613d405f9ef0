const worker = new Worker("worker.js", { type: "module" });
worker.onmessage = ({ data }) => {
  document.body.innerText = data;
  document.title = "done";
};
const { text } = await (await fetch("/document.json")).json();
worker.postMessage(text);
