"""The door: (ValidDataset, AsOf) → Disclosure. Nothing else can make a PublicTable."""
