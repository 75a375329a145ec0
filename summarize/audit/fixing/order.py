"""Children of properties in the order that the schema wants: Word calls a file damaged that has them otherwise."""

from __future__ import annotations

from lxml import etree

from summarize.wordprocessing.parts import W

_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_RUN = (
    "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
    "vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
)
_SECTION = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
    "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
)
_SETTINGS_BEFORE_EVEN_AND_ODD = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
    "revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
    "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders"
)
_ORDERS = {
    name: {f"{W}{child}": place for place, child in enumerate(order.split())}
    for name, order in (
        (f"{W}pPr", _PARAGRAPH),
        (f"{W}rPr", _RUN),
        (f"{W}sectPr", _SECTION),
        (f"{W}settings", _SETTINGS_BEFORE_EVEN_AND_ODD),
    )
}


def put(parent: etree._Element, name: str) -> etree._Element:
    """Return the child `w:name` of `parent`, made at its place if there is none."""
    found = parent.find(f"{W}{name}")
    return insert(parent, name) if found is None else found


def insert(parent: etree._Element, name: str) -> etree._Element:
    """Return a new child `w:name` of `parent`, behind those that come before it by the schema."""
    order = _ORDERS[parent.tag]
    child = parent.makeelement(f"{W}{name}", {})
    place = order[child.tag]
    # What the order does not list comes behind what it does.
    following = (at for at, other in enumerate(parent) if order.get(other.tag, len(order)) > place)
    parent.insert(next(following, len(parent)), child)
    return child


def put_first(parent: etree._Element, name: str) -> etree._Element:
    """Return the properties `w:name` of a paragraph or run, which come before all else."""
    found = parent.find(f"{W}{name}")
    if found is None:
        found = parent.makeelement(f"{W}{name}", {})
        parent.insert(0, found)
    return found


def drop(parent: etree._Element, name: str) -> None:
    """Take the child `w:name` away."""
    found = parent.find(f"{W}{name}")
    if found is not None:
        parent.remove(found)
