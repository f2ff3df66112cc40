"""What the groups of staff were given to begin with."""

from django.contrib.auth.models import Group
from django.db import models


class FirstRight(models.Model):
    """A right that a group was given once; whoever takes it away keeps it away."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    right = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "right"], name="first_right_given_once")]

    def __str__(self) -> str:
        return self.right
