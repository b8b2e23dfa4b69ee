-- Who comes to the body.

CREATE TABLE customers (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    -- 'person' or 'organisation'.
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    telephone TEXT,
    postcode TEXT,
    address TEXT,
    language TEXT NOT NULL,
    -- Made for a mystery shop.
    is_test INTEGER NOT NULL CHECK (is_test IN (0, 1)),
    made_at INTEGER NOT NULL
) STRICT;

-- Words to find a customer by, folded: of the name, the postcode, the email address, the number.
CREATE TABLE customer_words (
    word TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    PRIMARY KEY (word, customer_id)
) STRICT;

CREATE INDEX customer_words_by_customer ON customer_words (customer_id);
