from typing import TYPE_CHECKING as TYPE_CHECKING
from typing import NamedTuple as NamedTuple
