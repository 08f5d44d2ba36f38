"""How Common Table looks: the sheet, the marks, and the pieces Streamlit lacks."""
