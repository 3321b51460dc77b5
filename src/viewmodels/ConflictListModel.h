#pragma once

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <vector>

namespace luotsi::viewmodels {

/// One of the values that stand against each other, as a person reads it. A plain value.
struct ShownSide
{
    QString plain;  ///< never leaves the model while the conflict is masked and not shown
    QString hidden; ///< the masked form
    QString author; ///< who, where, when; one line for each
    bool chosen = false;

    friend bool operator==(const ShownSide &, const ShownSide &) = default;
};

/// The sides of one conflict, in an order that says nothing. Threading: GUI thread.
class ConflictSideModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the list of conflicts")

public:
    enum Role { ValueRole = Qt::UserRole + 1, AuthorRole, ChosenRole };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_sides.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void assign(std::vector<ShownSide> sides, bool hides);
    [[nodiscard]] const std::vector<ShownSide> &sides() const { return m_sides; }

private:
    template<typename Model, typename Entry>
    friend void replaceRows(Model &model, std::vector<Entry> &current, std::vector<Entry> next);

    std::vector<ShownSide> m_sides;
    bool m_hides = false;
};

/// One question, or one row of a list, that has been answered in two ways.
struct ShownConflict
{
    QString ref;
    QString question;
    QString kept;  ///< that nothing is lost, and what is to be done
    QString since; ///< since when it stands
    std::vector<ShownSide> sides;
    bool masked = false;
    bool canAnswer = false; ///< "neither": the question can be answered again
    bool isFinal = false;   ///< chosen, and cannot be chosen otherwise any more

    friend bool operator==(const ShownConflict &, const ShownConflict &) = default;
};

/// Conflicts of one draft or of many, for the client at a kiosk as for a worker's list. Nothing is chosen
/// before a person chooses; what was chosen stays to be seen until the page is left. Threading: GUI thread.
class ConflictListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int openCount READ openCount NOTIFY openCountChanged)

public:
    enum Role {
        RefRole = Qt::UserRole + 1,
        QuestionRole,
        KeptRole,
        SinceRole,
        SidesRole,
        MaskedRole,
        ShownRole,
        CanAnswerRole,
        FinalRole
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    /// Not chosen yet.
    [[nodiscard]] int openCount() const;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE void choose(int row, int side);
    Q_INVOKABLE void answerAgain(int row);
    Q_INVOKABLE void show(int row);
    Q_INVOKABLE void hide(int row);

    void assign(std::vector<ShownConflict> conflicts);
    /// Back behind their masks.
    void hideAll();
    [[nodiscard]] const ShownConflict &conflict(int row) const;

Q_SIGNALS:
    void countChanged();
    void openCountChanged();
    void chooseAsked(int row, int side);
    void answerAsked(int row);

private:
    struct Row
    {
        ShownConflict conflict;
        std::unique_ptr<ConflictSideModel> sides;
        bool shown = false;
    };
    void setShown(int row, bool shown);

    std::vector<Row> m_rows;
};

} // namespace luotsi::viewmodels
