#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace luotsi::viewmodels {

/// What the person reads before the first question, and the two choices made there. Both default to what the
/// profile says; nothing is kept before accept(). Texts come from the signed pack. Threading: GUI thread.
class PrivacyChoices : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(QStringList paragraphs READ paragraphs NOTIFY textsChanged)
    Q_PROPERTY(QString copyText READ copyText NOTIFY textsChanged)
    Q_PROPERTY(QString staffText READ staffText NOTIFY textsChanged)
    Q_PROPERTY(QString controller READ controller NOTIFY textsChanged)
    Q_PROPERTY(QString noticeVersion READ noticeVersion NOTIFY textsChanged)
    Q_PROPERTY(bool copyAtCentre READ copyAtCentre WRITE setCopyAtCentre NOTIFY copyAtCentreChanged)
    Q_PROPERTY(bool staffMayOpen READ staffMayOpen WRITE setStaffMayOpen NOTIFY staffMayOpenChanged)
    Q_PROPERTY(bool readOnly READ isReadOnly NOTIFY readOnlyChanged)
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged)

public:
    using QObject::QObject;

    [[nodiscard]] QStringList paragraphs() const { return m_paragraphs + m_formNotes; }
    /// What each choice means, beside it.
    [[nodiscard]] QString copyText() const { return m_copyText; }
    [[nodiscard]] QString staffText() const { return m_staffText; }
    [[nodiscard]] QString controller() const { return m_controller; }
    [[nodiscard]] QString noticeVersion() const { return m_noticeVersion; }
    [[nodiscard]] bool copyAtCentre() const { return m_copyAtCentre; }
    [[nodiscard]] bool staffMayOpen() const { return m_staffMayOpen; }
    /// Reading only (intent "privacy", or the draft exists already): there is nothing to accept.
    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }
    /// Accepted, and the code is still being made: another press would fall on the page that shows it.
    [[nodiscard]] bool isBusy() const { return m_busy; }

    void setCopyAtCentre(bool copy);
    void setStaffMayOpen(bool may);
    Q_INVOKABLE void accept();

    void setTexts(const QStringList &paragraphs, const QString &controller, const QString &noticeVersion);
    void setChoiceTexts(const QString &copy, const QString &staff);
    /// What the form notes beside answers.
    void setFormNotes(const QStringList &notes);
    void setReadOnly(bool readOnly);
    void setBusy(bool busy);

Q_SIGNALS:
    void textsChanged();
    void copyAtCentreChanged();
    void staffMayOpenChanged();
    void readOnlyChanged();
    void busyChanged();
    void accepted();

private:
    QStringList m_paragraphs;
    QStringList m_formNotes;
    QString m_copyText;
    QString m_staffText;
    QString m_controller;
    QString m_noticeVersion;
    bool m_copyAtCentre = true;
    bool m_staffMayOpen = false;
    bool m_readOnly = false;
    bool m_busy = false;
};

} // namespace luotsi::viewmodels
