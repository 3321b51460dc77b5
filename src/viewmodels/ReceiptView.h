#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace luotsi::viewmodels {

/// Facts about a sent application, all from the store and a verified receipt. Saved is never shown as
/// received: the legal arrival is the commit at the centre (act 13/2003). Used by the Receipt and the Status
/// page. Times are local texts. Threading: GUI thread.
class ReceiptView : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(bool submitted READ isSubmitted NOTIFY changed)
    Q_PROPERTY(bool received READ isReceived NOTIFY changed)
    Q_PROPERTY(bool complete READ isComplete NOTIFY changed)
    Q_PROPERTY(QString reference READ reference NOTIFY changed)
    Q_PROPERTY(QString sentAtText READ sentAtText NOTIFY changed)
    Q_PROPERTY(QString receivedAtText READ receivedAtText NOTIFY changed)
    Q_PROPERTY(QString attachmentsText READ attachmentsText NOTIFY changed)
    Q_PROPERTY(int attachmentCount READ attachmentCount NOTIFY changed)
    Q_PROPERTY(QStringList missing READ missing NOTIFY changed)
    Q_PROPERTY(QString arrivedText READ arrivedText NOTIFY changed)
    Q_PROPERTY(qreal arrivedShare READ arrivedShare NOTIFY changed)
    Q_PROPERTY(QString remainingText READ remainingText NOTIFY remainingTextChanged)
    Q_PROPERTY(QStringList nextSteps READ nextSteps NOTIFY changed)
    Q_PROPERTY(QStringList paperAndPhone READ paperAndPhone NOTIFY changed)
    Q_PROPERTY(bool papersOnly READ isPapersOnly NOTIFY changed)
    Q_PROPERTY(QString applicationReceivedAtText READ applicationReceivedAtText NOTIFY changed)
    Q_PROPERTY(QStringList papers READ papers NOTIFY changed)
    Q_PROPERTY(bool canAddPapers READ canAddPapers NOTIFY changed)
    Q_PROPERTY(bool papersUnknown READ arePapersUnknown NOTIFY changed)
    Q_PROPERTY(QStringList accesses READ accesses NOTIFY changed)
    Q_PROPERTY(bool clockWasWrong READ wasClockWrong NOTIFY changed)
    Q_PROPERTY(QString problemId READ problemId NOTIFY changed)
    Q_PROPERTY(QString problemSince READ problemSince NOTIFY changed)

public:
    struct Facts
    {
        bool submitted = false;
        bool received = false;
        bool complete = false;
        QString reference;
        QString sentAtText;
        QString receivedAtText;
        QString attachmentsText;
        int attachmentCount = 0;
        QStringList missing;
        QStringList nextSteps;
        QStringList paperAndPhone;
        bool papersOnly = false;           ///< the last round brought papers; the application came before
        QString applicationReceivedAtText; ///< then: when the application itself arrived
        QStringList papers;                ///< promised, not brought yet
        bool canAddPapers = false;
        bool papersUnknown = false; ///< the copy here has gone and the centre was not asked
        QString arrivedText;        ///< how many attached pages are there; empty when all are
        qreal arrivedShare = 1;     ///< from 0 to 1
        QStringList accesses;       ///< who has opened the application, newest first
        bool clockWasWrong = false; ///< of the device it was sent from, as far as the receipt shows it
        QString problemId;    ///< text id when the centre refused something or the receipt is not genuine
        QString problemSince; ///< day and time; empty when it is not known

        friend bool operator==(const Facts &, const Facts &) = default;
    };

    using QObject::QObject;

    [[nodiscard]] bool isSubmitted() const { return m_facts.submitted; }
    [[nodiscard]] bool isReceived() const { return m_facts.received; }
    [[nodiscard]] bool isComplete() const { return m_facts.complete; }
    [[nodiscard]] QString reference() const { return m_facts.reference; }
    [[nodiscard]] QString sentAtText() const { return m_facts.sentAtText; }
    [[nodiscard]] QString receivedAtText() const { return m_facts.receivedAtText; }
    [[nodiscard]] QString attachmentsText() const { return m_facts.attachmentsText; }
    [[nodiscard]] int attachmentCount() const { return m_facts.attachmentCount; }
    [[nodiscard]] QStringList missing() const { return m_facts.missing; }
    [[nodiscard]] QString arrivedText() const { return m_facts.arrivedText; }
    [[nodiscard]] qreal arrivedShare() const { return m_facts.arrivedShare; }
    /// How long the pages will still take; empty while there is nothing to say.
    [[nodiscard]] QString remainingText() const { return m_remainingText; }
    [[nodiscard]] QStringList nextSteps() const { return m_facts.nextSteps; }
    [[nodiscard]] QStringList paperAndPhone() const { return m_facts.paperAndPhone; }
    [[nodiscard]] bool isPapersOnly() const { return m_facts.papersOnly; }
    [[nodiscard]] QString applicationReceivedAtText() const { return m_facts.applicationReceivedAtText; }
    [[nodiscard]] QStringList papers() const { return m_facts.papers; }
    [[nodiscard]] bool canAddPapers() const { return m_facts.canAddPapers; }
    [[nodiscard]] bool arePapersUnknown() const { return m_facts.papersUnknown; }
    [[nodiscard]] QStringList accesses() const { return m_facts.accesses; }
    [[nodiscard]] bool wasClockWrong() const { return m_facts.clockWasWrong; }
    [[nodiscard]] QString problemId() const { return m_facts.problemId; }
    [[nodiscard]] QString problemSince() const { return m_facts.problemSince; }

    [[nodiscard]] const Facts &facts() const { return m_facts; }
    void show(const Facts &facts);
    void setRemainingText(const QString &text);

Q_SIGNALS:
    void changed();
    void remainingTextChanged();

private:
    Facts m_facts;
    QString m_remainingText;
};

} // namespace luotsi::viewmodels
