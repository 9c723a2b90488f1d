// A file that is chosen is read here and put among the rows, so that what is sent is what is seen. Files of older
// spreadsheets are in Windows-1252.
(() => {
  const place = document.querySelector('[data-into]');
  if (!place) return;
  const rows = document.getElementById(place.dataset.into);
  const words = (bytes) => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder('windows-1252').decode(bytes);
    }
  };
  place.querySelector('input').addEventListener('change', async (event) => {
    const [file] = event.target.files;
    if (file) rows.value = words(await file.arrayBuffer());
  });
  place.hidden = false;
})();
