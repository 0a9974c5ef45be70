"""What is still good enough, as data, each with its reason."""

from conversations.documents.paper import FORM

# Pixels of the longer side, by slot. A card is 8.6 cm wide and its letters 2 mm high: 800 px give
# them 18 px, the least that people and OCR read without effort. A page of A4 at 100 dpi has 1,169
# px: 10-point type is 14 px high. 4x6 cm at 190 dpi are 450 px, the least that prints cleanly.
# The slot "" is a file of which nobody knows yet what it is: as lenient as the most lenient.
# What shows that the form was sent is often a phone's screenshot: any size of it will do.
LEAST_PIXELS = {"ktp": 800, "npwp": 800, "pas_foto": 450, "": 450, FORM: 0}
LEAST_PIXELS_OTHERWISE = 1100

# Energy of the Laplacian at 800 px where the edges are, in parts of their contrast. Pages and
# cards of letters: 0.33 and more when sharp, 0.06 with 1 px of blur (a thirtieth of a line), 0.013
# with 2 px, when small print is lost. Faces have soft edges: 0.035 to 0.16 when sharp, 0.01 with
# 1 px.
BLUR_SIDE = 800
LEAST_SHARP = {"pas_foto": 0.008, "": 0.008}
LEAST_SHARP_OTHERWISE = 0.045
SURELY_BLURRED = 0.4  # of the least

# The same measure for each direction alone, where a moving hand leaves one sharp. Letters that are
# sharp have 0.2 and more in both, of a card 0.25 to 0.38 and at least a third of the other; 8 px of
# movement at 1,400 px leave 0.04 across it and 0.26 along it, on a dense page 0.1 and 0.4. Faces
# and folds are not judged by it.
SMEARED = 0.13
MOST_ONE_SIDED = 0.3

# Brightness of 0-255 that nine of ten pixels stay under. Paper in a lit room is above 140.
LEAST_BRIGHT = 95
SURELY_DARK = 60

# Width by height of a 4x6 photo is 0.667, of the usual wrong one, 3x4, 0.75. The 0.04 allow for
# the white rim of a scan.
PHOTO_ASPECT, ASPECT_TOLERANCE = 2 / 3, 0.04

COPY_SIDE = 2480  # A4 at 300 dpi along the shorter side: nothing a person could read is lost
COPY_QUALITY = 85
