#include "viewmodels/PrivacyChoices.h"

namespace luotsi::viewmodels {

void PrivacyChoices::setCopyAtCentre(bool copy)
{
    if (copy == m_copyAtCentre || m_readOnly)
        return;
    m_copyAtCentre = copy;
    Q_EMIT copyAtCentreChanged();
    // Staff can open only what the centre has.
    if (!copy)
        setStaffMayOpen(false);
}

void PrivacyChoices::setStaffMayOpen(bool may)
{
    if (may == m_staffMayOpen || m_readOnly || (may && !m_copyAtCentre))
        return;
    m_staffMayOpen = may;
    Q_EMIT staffMayOpenChanged();
}

void PrivacyChoices::accept()
{
    if (!m_readOnly)
        Q_EMIT accepted();
}

void PrivacyChoices::setTexts(const QStringList &paragraphs, const QString &controller,
                              const QString &noticeVersion)
{
    m_paragraphs = paragraphs;
    m_controller = controller;
    m_noticeVersion = noticeVersion;
    Q_EMIT textsChanged();
}

void PrivacyChoices::setChoiceTexts(const QString &copy, const QString &staff)
{
    m_copyText = copy;
    m_staffText = staff;
    Q_EMIT textsChanged();
}

void PrivacyChoices::setFormNotes(const QStringList &notes)
{
    if (notes == m_formNotes)
        return;
    m_formNotes = notes;
    Q_EMIT textsChanged();
}

void PrivacyChoices::setReadOnly(bool readOnly)
{
    if (readOnly == m_readOnly)
        return;
    m_readOnly = readOnly;
    Q_EMIT readOnlyChanged();
}

void PrivacyChoices::setBusy(bool busy)
{
    if (busy == m_busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged();
}

} // namespace luotsi::viewmodels
