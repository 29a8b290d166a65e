"""OpenID Connect, as a client: providers asked, the code flow, ID tokens. It knows neither staff nor applicants."""
