"""What people and machines meet: portal, amt, koordination, over the shared components of ui."""
