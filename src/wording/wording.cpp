namespace overens::wording {}
