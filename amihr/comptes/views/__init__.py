"""The account pages: allauth's views with our forms, one transaction each, 422 for what is refused."""
