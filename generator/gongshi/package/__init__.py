"""What a dataset says about itself: descriptor, disclosure policy, discovery."""
