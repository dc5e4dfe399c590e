/* Says before the upload that a file is too big; the server says so too. */
for (const field of document.querySelectorAll("input[type=file][data-most]")) {
  field.addEventListener("change", () => {
    const big = [...field.files].some((file) => file.size > Number(field.dataset.most));
    field.setCustomValidity(big ? field.dataset.big : "");
    field.reportValidity();
  });
}
