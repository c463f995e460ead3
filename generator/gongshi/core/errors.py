"""What a command may raise, and nothing else.

GongshiError            the message is for the person at the keyboard, in Chinese
├── ProjectError        mkdocs.yml, edition.yaml or the folder layout
├── DescriptorError     a datapackage.yaml that cannot be read at all
├── RulebookError       a rule that the engine cannot run: the rulebook's fault, never the data's
├── IntakeError         something from outside that cannot become a data package
└── BuildError          a stage after the door failed (a template without its slot, a name twice)

Findings about data are values (core.finding), not exceptions.
"""


class GongshiError(Exception):
    """Base of every error whose text is meant for the person at the keyboard."""


class ProjectError(GongshiError):
    pass


class DescriptorError(GongshiError):
    pass


class RulebookError(GongshiError):
    pass


class IntakeError(GongshiError):
    pass


class BuildError(GongshiError):
    pass
