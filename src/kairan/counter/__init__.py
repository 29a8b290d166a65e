"""The counter (デジタル窓口): every application is worked to its end, with the applicant, without paper."""
