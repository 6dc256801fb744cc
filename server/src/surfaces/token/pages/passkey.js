document.addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector('form[data-passkey]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const failed = document.getElementById('passkey-failed');
    failed.hidden = true;
    try {
      const given = JSON.parse(form.dataset.options);
      const made =
        form.dataset.passkey === 'create'
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(given) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(given) });
      form.elements.credential.value = JSON.stringify(made.toJSON());
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
});
