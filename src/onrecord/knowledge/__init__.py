"""The words of the world and of the language, as data, and the loader that checks them."""
