"""leadline: answers a business's leads within seconds on the channel they wrote on.

The interpreter's own ``sqlite3`` is too old and cannot load extensions; two SQLite libraries on
one file in one process drop each other's locks. So pysqlite3 takes its name before anything else
is imported. A test asserts that only one library is loaded.
"""

import sys

import pysqlite3
import pysqlite3.dbapi2

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
