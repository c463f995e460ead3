"""The labelled corpus that the detectors of personal data are measured on. All of it is fiction."""
