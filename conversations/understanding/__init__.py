"""What did they mean? Typed words become a value or an intent."""
