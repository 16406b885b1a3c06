"""Pictures that pages use → bytes without anything but the picture, under names that tell nothing."""

from .publish import Images, publish_images
from .raster import Broken, Size

__all__ = ["Broken", "Images", "Size", "publish_images"]
